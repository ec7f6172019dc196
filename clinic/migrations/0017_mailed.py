from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic', '0016_retention_begins'),
    ]

    operations = [
        migrations.AddField(
            model_name='link',
            name='mailed_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]

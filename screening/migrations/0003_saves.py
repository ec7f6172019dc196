from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('screening', '0002_told'),
    ]

    operations = [
        migrations.AddField(
            model_name='screening',
            name='sealed_saves',
            field=models.BinaryField(null=True),
        ),
    ]

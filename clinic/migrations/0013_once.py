import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic', '0012_the_log_only_grows'),
    ]

    operations = [
        migrations.CreateModel(
            name='Once',
            fields=[
                ('digest', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('led_to', models.CharField(editable=False, max_length=300)),
                ('shown', models.BooleanField(default=False, editable=False)),
                ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False)),
            ],
        ),
    ]

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic', '0010_more_actions'),
        ('screening', '0002_told'),
    ]

    operations = [
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('key', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='screening.datakey')),
                ('number', models.PositiveBigIntegerField(default=0, editable=False)),
                ('mac', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Cut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.UUIDField(editable=False)),
                ('number', models.PositiveBigIntegerField(editable=False)),
                ('mac', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('seal', models.BinaryField(max_length=32)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('chain', 'number'), name='cut_number_once')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='chain',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='number',
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='mac',
            field=models.BinaryField(max_length=32, null=True),
        ),
    ]

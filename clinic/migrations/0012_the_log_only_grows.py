from uuid import UUID

from django.db import migrations, models

from clinic import triggers
from clinic.chain.links import BEGINNING, mac
from screening.encryption import new_data_key, unwrap

NO_PRACTICE = UUID(int=0)


def link(apps, schema_editor):
    """Put the rows that are there into the chains of their practices, in the order in which they were added."""
    Event = apps.get_model('clinic', 'Event')
    Chain = apps.get_model('clinic', 'Chain')
    DataKey = apps.get_model('screening', 'DataKey')
    using = schema_editor.connection.alias
    rows = Event.objects.using(using)
    practices = rows.order_by().values_list('practice_id', flat=True).distinct()
    for practice_id in list(practices):
        key = DataKey()
        key.wrapped = new_data_key(str(key.pk))
        key.save(using=using)
        opened = unwrap(key.wrapped, str(key.pk))
        head = Chain(pk=practice_id or NO_PRACTICE, key=key, number=0, mac=BEGINNING)
        unlinked = rows.filter(practice_id=practice_id, number=None).order_by('pk')
        while batch := list(unlinked[:1000]):
            for event in batch:
                event.chain, event.number = head.pk, head.number + 1
                event.mac = mac(opened, head.mac, event)
                head.number, head.mac = event.number, event.mac
            rows.bulk_update(batch, ['chain', 'number', 'mac'], batch_size=100)
        head.save(using=using, force_insert=True)


def unlink(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model('clinic', 'Event').objects.using(using).update(chain=None, number=None, mac=None)
    apps.get_model('clinic', 'Cut').objects.using(using).all().delete()
    apps.get_model('clinic', 'Chain').objects.using(using).all().delete()


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('clinic', '0011_the_log_is_a_chain'),
    ]

    operations = [
        migrations.RunPython(link, unlink),
        migrations.AlterField(
            model_name='event',
            name='chain',
            field=models.UUIDField(editable=False),
        ),
        migrations.AlterField(
            model_name='event',
            name='number',
            field=models.PositiveBigIntegerField(editable=False),
        ),
        migrations.AlterField(
            model_name='event',
            name='mac',
            field=models.BinaryField(max_length=32),
        ),
        migrations.RemoveIndex(
            model_name='event',
            name='clinic_even_practic_5c20a3_idx',
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['chain', 'at'], name='clinic_even_chain_0dc4e4_idx'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('chain', 'number'), name='event_number_once'),
        ),
        migrations.RunPython(install, remove),
    ]

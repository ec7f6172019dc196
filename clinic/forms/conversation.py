"""The form for what an athlete tells during the talk: the questions that she left open."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Layout
from django.utils.datastructures import MultiValueDict

from screening.conversation import with_told
from screening.core.answers import Responses, read_answers
from screening.core.instrument import Instrument, Item
from screening.core.kinds import NOTHING
from screening.forms.layout_parts import QUESTIONS
from screening.forms.questions import PageForm
from screening.pages import Page


class ConversationForm(PageForm):
    """Open questions, with what was told so far; her own answers are read beside them and never changed."""

    def __init__(
        self,
        instrument: Instrument,
        items: Sequence[Item],
        *,
        own: Mapping[str, Any],
        told: Mapping[str, Any],
        data: MultiValueDict[str, str] | None = None,
    ) -> None:
        self.own, self.told_before = own, told
        page = Page(instrument.sections[0], 1, tuple(items))
        super().__init__(instrument, page, told, data)
        self.helper.layout = Layout(*(QUESTIONS[type(item.kind)](item) for item in items))

    def _standing(self) -> dict[str, Any]:
        """Where nothing was told, what she answered herself: that she does not know, or would rather not say."""
        answered = with_told(self.instrument, self.own, self.stored)
        return {
            **{code: raw for code, raw in answered.items() if code not in self.fields},
            **{
                code: self.own.get(code, NOTHING) if raw is NOTHING else raw
                for code, raw in super()._standing().items()
            },
        }

    @property
    def read(self) -> Responses:
        if self.is_bound:
            self.is_valid()
            return self.responses
        both = with_told(self.instrument, self.own, self.stored)
        return read_answers(self.instrument, both, drop_hidden=True)[0]

    def rule(self, item: Item) -> Any:
        """What is asked is decided when the page is made."""
        return True


def open_items(
    instrument: Instrument,
    *,
    own: Mapping[str, Any],
    told: Mapping[str, Any],
    first: Sequence[str] = (),
) -> list[Item]:
    """Questions that are asked and that she did not answer herself, those named in `first` before the others."""
    hers, _faults = read_answers(instrument, own, drop_hidden=True)
    both = with_told(instrument, own, told)
    responses, _faults = read_answers(instrument, both, drop_hidden=True)
    found = [
        item
        for code, item in instrument.items.items()
        if code in responses.asked and code not in hers.given and not item.optional
    ]
    rank = {code: place for place, code in enumerate(first)}
    return sorted(found, key=lambda item: rank.get(item.code, len(rank)))

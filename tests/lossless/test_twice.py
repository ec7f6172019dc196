"""The same form twice in the same moment, on a real server: made once, and both are told the same."""

from tests.browser.serving import Installation

from .browsing import FOOD, Browser, at_once, athlete


def test_each_form_of_the_practice_is_carried_out_once(served: Installation) -> None:
    owner = served.clerk("owner")
    name, value = owner["cookie"]
    browser = Browser(served, {name: value})
    for form in owner["forms"]:
        sent = {**form["data"]}
        sent["csrfmiddlewaretoken"] = browser.form(form["page"])["csrfmiddlewaretoken"]
        before = served.clerk("count", query=form["count"])
        answers = at_once(browser, form["path"], sent)
        late = browser.post(form["path"], sent)
        assert served.clerk("count", query=form["count"]) == before + 1, form["name"]
        assert {a.status for a in answers} <= {200, 302}, form["name"]
        led = {a.leads_to for a in (*answers, late) if a.status == 302}
        assert len(led) == 1, form["name"]


def test_a_save_of_an_athlete_is_stored_and_recorded_once(served: Installation) -> None:
    invited = served.invite()
    browser = athlete(served, invited)
    for data in (
        {"nutrition.protein": "yes", "go": "on"},
        {"nutrition.protein": "no", "changed": "nutrition.protein@5", "go": "save"},
    ):
        before = served.saves(invited)
        answers = at_once(browser, FOOD, {**browser.form(FOOD), **data}, times=3)
        assert served.saves(invited) == before + 1
        assert len({(a.status, a.leads_to) for a in answers}) == 1
        assert served.answers(invited) == {"nutrition.protein": data["nutrition.protein"]}

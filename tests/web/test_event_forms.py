"""Every event has a form that renders and gives the event back as it was filled in."""

from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal

import pytest
from flask import render_template_string
from werkzeug.datastructures import MultiDict

from casework.cases.events import EVENTS, EVENTS_BY_KIND, Item
from casework.web.event_forms import form_class
from casework.web.event_words import GROUPS, WHEN
from tests.support.web import open_site

DAY = date(2026, 2, 27)
KINDS = [event.kind for event in EVENTS]
_PLAIN = {
    date: DAY,
    date | None: DAY,
    str: "文字",
    bool: True,
    bool | None: False,
    int: 3,
    int | None: 3,
    Decimal | None: Decimal("12.50"),
    tuple[str, ...]: (),
    tuple[Item, ...]: (
        Item("甲", "granted", ""),
        Item("乙", "refused.state_secret", "条例第十四条"),
    ),
}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The program; forms write nothing, so one is enough."""
    with open_site(tmp_path_factory.mktemp("forms") / "data") as site:
        yield site.app


def _sample(kind):
    """An event of that kind with every field filled in."""
    values = {}
    for field in fields(EVENTS_BY_KIND[kind]):
        if field.metadata:
            codes = tuple(code for code, _ in field.metadata["choices"])
            several = field.type == tuple[str, ...]
            values[field.name] = (
                (codes[:2] if several else codes[-1]) if codes else _PLAIN[field.type]
            )
    return EVENTS_BY_KIND[kind](on=DAY, **values)


def _typed(event):
    """What a browser sends for an event."""
    sent = MultiDict({"after": "1", "on": event.on.isoformat()})
    for field in fields(event):
        if field.metadata:
            value = getattr(event, field.name)
            for place, part in enumerate(value if isinstance(value, tuple) else (value,)):
                sent.update(_part(field.name, place, part))
    return sent


def _part(name, place, part):
    if isinstance(part, Item):
        own = {"text": part.text, "outcome": part.outcome, "article": part.article}
        return {f"{name}-{place}-{key}": value for key, value in own.items()}
    return {name: {True: "yes", False: "no"}.get(part, str(part))}


def _offer(form):
    """As `fit` does for a case in which these letters were sent."""
    for name in ("ref",):
        if name in form and form[name].type == "Choice":
            form[name].choices = [*form[name].choices, type(form[name].choices[0])("文字", "文字")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_round_trips_through_its_form(app, kind):
    event = _sample(kind)
    with app.test_request_context():
        form = form_class(kind)(_typed(event), meta={"csrf": False})
        _offer(form)
        assert form.validate(), form.errors
        assert form.event() == event


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_an_event_is_drawn_with_its_label(app, kind):
    with app.test_request_context():
        form = form_class(kind)(meta={"csrf": False})
        page = render_template_string(
            '{% from "components/event_fields.html" import event_fields %}'
            "{{ event_fields(form, help={}) }}",
            form=form,
        )
    for field in fields(EVENTS_BY_KIND[kind]):
        if field.metadata:
            assert field.metadata["label"] in page
            assert f'name="{field.name}' in page


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_desk_insists_on_is_asked_for_at_the_field(app, kind):
    with app.test_request_context():
        form = form_class(kind)(MultiDict({"after": "1"}), meta={"csrf": False})
        form.validate()
        wanted = {
            field.name
            for field in fields(EVENTS_BY_KIND[kind])
            if field.metadata.get("desk")
            and (field.default is MISSING or field.default in (None, "", ()))
        }
        assert wanted <= set(form.errors)


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_says_when_it_is_recorded(kind):
    assert WHEN[kind].endswith("。")


@pytest.mark.parametrize(
    "typed", ["2026-2-27", "2026/2/27", "2026.02.27", "2026年2月27日", "20260227"]
)
def test_a_day_may_be_typed_as_offices_write_it(app, typed):
    with app.test_request_context():
        form = form_class("routed")(
            MultiDict({"after": "1", "on": typed, "to": "党政办"}), meta={"csrf": False}
        )
        assert form.validate(), form.errors
        assert form.event().on == DAY


@pytest.mark.parametrize("typed", ["2026-02-30", "昨天", "26-2-27", "0026-02-27"])
def test_a_day_that_is_none_is_told_at_its_field(app, typed):
    with app.test_request_context():
        form = form_class("routed")(
            MultiDict({"after": "1", "on": typed, "to": "党政办"}), meta={"csrf": False}
        )
        assert not form.validate()
        assert list(form.errors) == ["on"]


def test_a_code_that_is_not_on_the_list_is_refused(app):
    given = MultiDict({"after": "1", "on": "2026-02-27", "of": "telegram", "mode": "pigeon"})
    with app.test_request_context():
        form = form_class("served")(given, meta={"csrf": False})
        assert not form.validate()
        assert set(form.errors) == {"of", "mode"}


def test_the_day_of_receipt_follows_from_channel_and_stamps(app):
    given = {"after": "1", "channel": "post_signed", "applicant_kind": "natural_person"}
    with app.test_request_context():
        form = form_class("received")(MultiDict(given), meta={"csrf": False})
        assert not form.validate()
        assert "签收之日为收到之日" in form.errors["channel"][0]
        stamped = MultiDict(given | {"arrived_on": "2026-02-27"})
        form = form_class("received")(stamped, meta={"csrf": False})
        assert form.validate(), form.errors
        assert form.event().on == DAY


def test_every_event_but_the_annulment_has_its_button():
    shown = [kind for _, kinds in GROUPS for kind in kinds]
    assert sorted(shown) == sorted(set(KINDS) - {"annulled"})

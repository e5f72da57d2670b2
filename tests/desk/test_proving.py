"""A proof bundle: what is in it, who may take it, and that every change to one is found."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.cases.events import Consulted, Served
from casework.desk.act import acting
from casework.desk.annulling import annul
from casework.desk.proof_checks import verify_proof
from casework.desk.proving import case_numbered, make_proof
from casework.desk.recording import record
from casework.desk.refusals import NoSuchCase
from casework.law.receipt import Stamps
from casework.papers.proof_bundle import (
    CONTENT,
    FOLDER,
    MANIFEST,
    NotABundle,
    as_json,
    manifest_of,
    pack,
    unpack,
)
from casework.store.audit import AuditChain
from casework.store.queries.proof import audit_about
from tests.support.desk import log, opened, settle
from tests.support.empty_registers import new_register

STRANGER = AuditChain(b"the key of another office")
ENTRIES = [FOLDER + name for name in (*CONTENT, MANIFEST)]


def prepared(office):
    """A case with a consultation, one entry of it annulled; gives its id."""
    case = log(office).case_id
    events = (
        Consulted(on=date(2026, 3, 4), ref="1", party="third_party", name="某印染公司"),
        Served(on=date(2026, 3, 6), of="consulted", ref="1"),
    )
    for place, event in enumerate(events, start=1):
        with acting(office, 1) as act:
            record(act, case, event, after=place)
    with acting(office, 1) as act:
        annul(act, case, 3, "回证登记到了别的件上", after=3)
    return case


def made(office, case, person=1):
    with acting(office, person) as act:
        return make_proof(act, case)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """The keys of an office and a bundle it made: nothing here writes to it."""
    folder = tmp_path_factory.mktemp("proof")
    with opened(new_register(folder / "proof.db"), folder) as office:
        settle(office)
        return office.audit, made(office, prepared(office)).content


def faults(given, audit):
    return verify_proof(given, audit).faults


def rezipped(given, change=lambda _, content: content, order=lambda names: names):
    """The same archive made anew by another tool, its checksums right again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as source, zipfile.ZipFile(out, "w") as target:
        for name in order(source.namelist()):
            target.writestr(name, change(name, source.read(name)))
    return out.getvalue()


def forged(given, name, change):
    """The work of somebody who knows the format but has no key: hashes made right, old seal."""
    files = unpack(given)
    manifest = json.loads(files[MANIFEST])
    told = json.loads(files[name])
    change(told)
    files[name] = as_json(told)
    about = {key: manifest[key] for key in ("case", "agency", "made_at")}
    content = {each: files[each] for each in CONTENT}
    seal = (manifest["key_id"], manifest["hmac"])
    files[MANIFEST] = manifest_of(content, about, lambda _: seal)
    return pack(files)


def test_a_bundle_is_whole_and_says_everything(office):
    case = prepared(office)
    proof = made(office, case)
    verdict = verify_proof(proof.content, office.audit)
    assert verdict.faults == []
    assert verdict.unchecked == []
    assert verdict.case == proof.number
    files = unpack(proof.content)
    events = json.loads(files["events.json"])
    assert [event["kind"] for event in events] == ["received", "consulted", "served", "annulled"]
    assert {event["recorded_by_name"] for event in events} == {"lin"}
    explanation = json.loads(files["explanation.json"])
    assert {m["name"] for m in explanation["milestones"]} >= {"reply", "opinion", "fee_notice"}
    steps = [step["text"] for m in explanation["milestones"] for step in m["steps"]]
    page, text = files["proof.html"].decode(), files["explanation.txt"].decode()
    assert all(step in page and step in text for step in steps)
    assert len(json.loads(files["audit.json"])["entries"]) == 4


def test_the_page_does_not_call_a_predicted_holiday_a_weekend(office):
    winter = replace(office, now=lambda: datetime(2026, 12, 22, 2, 0, tzinfo=UTC))
    pages = []
    for day in (date(2026, 12, 21), date(2026, 3, 2), date(2026, 11, 2)):
        case = log(winter, stamps=Stamps(submitted_on=day)).case_id
        files = unpack(made(winter, case).content)
        pages.append(files["proof.html"].decode().partition("三、所依据的放假通知")[2])
    assert ["有的年度放假安排尚未公布" in page for page in pages] == [True, False, False]
    assert ["只有通常的周末" in page for page in pages] == [False, True, True]


def test_the_parties_are_named_and_nothing_finds_them_at_home(office):
    content = made(office, prepared(office)).content.decode("utf-8", "replace")
    assert "陈某" in content
    assert "某印染公司" in content
    assert "350582199001011234" not in content
    assert "13800000000" not in content


def test_the_audit_tells_who_took_it_and_which_file_it_was(office):
    case = prepared(office)
    proof = made(office, case)
    with office.reading() as tx:
        entry = audit_about(tx, f"case:{case}")[-1]
    assert entry["action"] == "case.proof_made"
    assert entry["actor"] == "person:1"
    assert entry["detail"] == {"sha256": proof.sha256}


def test_only_who_works_on_the_case_and_the_shell_may_take_it(office):
    case = prepared(office)
    for stranger in (3, 99):
        with pytest.raises(NoSuchCase):
            made(office, case, stranger)
    assert verify_proof(made(office, case, None).content, office.audit).whole


def test_a_number_is_found_in_its_agency_or_refused(office):
    case = prepared(office)
    with acting(office, None) as act:
        number = make_proof(act, case).number
        assert case_numbered(act, number) == case
        assert case_numbered(act, number, "xiyuan") == case
        for call in ((number, "nobody"), ("没有这个编号",)):
            with pytest.raises(NoSuchCase, match="请核对编号"):
                case_numbered(act, *call)


def test_without_the_key_it_says_what_it_could_not_check(sealed):
    _, given = sealed
    for audit in (None, STRANGER):
        verdict = verify_proof(given, audit)
        assert verdict.whole
        assert [sentence[:2] for sentence in verdict.unchecked] == ["封印", "审计"]


@settings(max_examples=60)
@given(data=st.data())
def test_any_changed_byte_is_found_without_the_key_too(sealed, data):
    _, given = sealed
    place = data.draw(st.integers(0, len(given) - 1))
    mask = data.draw(st.integers(1, 255))
    changed = bytearray(given)
    changed[place] ^= mask
    assert faults(bytes(changed), None)


def test_every_byte_of_the_frame_counts(sealed):
    """Headers, directory, manifest and the end: where a zip has room that readers overlook."""
    _, given = sealed
    frame = [place for place in range(len(given)) if _is_frame(given, place)]
    assert len(frame) > 1000
    for place in frame:
        changed = bytearray(given)
        changed[place] ^= 0x01
        assert faults(bytes(changed), None), place


def _is_frame(given, place):
    heads = [found.start() for found in re.finditer(rb"PK\x03\x04", given)]
    directory = given.index(b"PK\x01\x02")
    return place >= directory or any(0 <= place - head < 60 for head in heads)


@pytest.mark.parametrize(
    "change",
    [
        lambda given: given + b"\0",
        lambda given: b"\0" + given,
        lambda given: given[:-1],
        lambda given: given[: len(given) // 2],
        lambda given: given + given,
        rezipped,
        lambda given: rezipped(given, order=reversed),
        lambda given: rezipped(given, order=lambda names: names[:-2] + names[-1:]),
        lambda given: rezipped(given, order=lambda names: [n for n in names if "events" not in n]),
        lambda given: rezipped(given, lambda _, content: content.replace(b"03-04", b"03-05")),
        lambda given: rezipped(given, lambda _, content: content + b" "),
    ],
    ids=[
        *("appended", "prepended", "cut by one", "cut in half", "twice", "packed anew"),
        *("another order", "no page", "no events", "another day", "a blank at the end"),
    ],
)
def test_a_bundle_that_was_touched_is_not_whole(sealed, change):
    audit, given = sealed
    assert faults(change(given), audit)
    assert faults(change(given), None)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_more_is_found(sealed):
    audit, given = sealed
    for name in ("events.json", "letter.docx", "../events.json"):
        out = io.BytesIO(given)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(FOLDER + name, b"[]")
        assert re.match(
            "压缩包里有(不止一个|不属于证据包的文件)", faults(out.getvalue(), audit)[0]
        )


def drop(told):
    del told[1]


def turn(told):
    told.reverse()


def repeat(told):
    told.append(told[0])


def move(told):
    told[1]["on"] = "2026-03-05"


@pytest.mark.parametrize("change", [drop, turn, repeat, move])
def test_a_record_changed_in_step_with_its_hash_contradicts_the_explanation(sealed, change):
    audit, given = sealed
    changed = forged(given, "events.json", change)
    assert any("封印" in fault for fault in faults(changed, audit))
    assert faults(changed, None)


def test_who_wrote_everything_anew_without_the_key_is_found_by_the_seal(sealed):
    audit, given = sealed
    changed = forged(given, "case.json", lambda told: told.update(subject="别的事项"))
    assert any("封印" in fault for fault in faults(changed, audit))


@pytest.mark.parametrize("name", [name for name in CONTENT if name.endswith(".json")])
@pytest.mark.parametrize(
    "value", [b"", b"{", b"null\n", b"[]\n", b"{}\n", b"[" * 5000 + b"\n"], ids=str
)
def test_nonsense_in_a_part_is_a_finding_and_no_crash(sealed, name, value):
    _, given = sealed
    files = unpack(given)
    files[name] = value
    assert faults(pack(files), None)
    about = {key: json.loads(files[MANIFEST])[key] for key in ("case", "agency", "made_at")}
    content = {each: files[each] for each in CONTENT}
    files[MANIFEST] = manifest_of(content, about, STRANGER.seal)
    assert faults(pack(files), STRANGER)


def test_a_case_that_lacks_something_is_a_finding_and_no_crash(sealed):
    _, given = sealed
    for name in json.loads(unpack(given)["case.json"]):
        assert faults(forged(given, "case.json", lambda told, name=name: told.pop(name)), None)


def test_another_programs_rules_are_not_reckoned_with(sealed):
    _, given = sealed
    files = unpack(given)
    rules = json.loads(files["rules.json"])
    rules["rules_sha256"] = "0" * 64
    files["rules.json"] = as_json(rules)
    about = {key: json.loads(files[MANIFEST])[key] for key in ("case", "agency", "made_at")}
    files[MANIFEST] = manifest_of({n: files[n] for n in CONTENT}, about, STRANGER.seal)
    verdict = verify_proof(pack(files), STRANGER)
    assert any("没有重新计算" in sentence for sentence in verdict.unchecked)


@pytest.mark.parametrize(
    "given", [b"", b"PK\x05\x06" + bytes(18), b"hello", "证据包".encode()], ids=str
)
def test_what_never_was_a_bundle_is_said_to_be_none(given):
    with pytest.raises(NotABundle):
        verify_proof(given, None)


def test_hostile_archives_are_refused_before_they_are_opened():
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(2000):
            archive.writestr(f"{FOLDER}{number}", b"")
    assert "2000个文件" in faults(many.getvalue(), None)[0]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ENTRIES:
            archive.writestr(name, b"0" * 3_000_000)
    assert "存放方式被改动" in faults(bomb.getvalue(), None)[0]
    link = io.BytesIO()
    with zipfile.ZipFile(link, "w") as archive:
        for name in ENTRIES:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o120777 << 16
            archive.writestr(entry, b"/etc/passwd")
    assert faults(link.getvalue(), None)


def test_a_case_void_or_bare_has_a_bundle_too(office):
    case = log(office, channel="ordinary_mail", stamps=Stamps(arrived_on=date(2026, 3, 3))).case_id
    proof = made(office, case)
    assert verify_proof(proof.content, office.audit).whole
    assert "没有期限" in unpack(proof.content)["proof.html"].decode()

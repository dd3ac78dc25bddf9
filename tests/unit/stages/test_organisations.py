"""Organisations: where names begin and end, which forms are one body, what is none."""

from __future__ import annotations

import pytest

from minutebook.assemble.organisations import join_organisations
from minutebook.document import DocumentBuilder, Span
from minutebook.evidence import AttendeeFinding, MeetingFinding, OrganisationFinding, Quote
from minutebook.layout import segment
from minutebook.nlp import Entity, Reader
from minutebook.rulebook import load_rulebook
from minutebook.stages.context import Context
from minutebook.stages.organisations import find_organisations
from minutebook.stages.organisations_forms import initials


class FixedReader(Reader):
    """Calls every word of a set an organisation; loads nothing."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names = names

    def entities(self, texts: list[str]) -> list[list[Entity]]:
        return [
            [Entity("ORG", Span(text.index(n), text.index(n) + len(n)), "model:fixed@1") for n in self.names if n in text]
            for text in texts
        ]  # fmt: skip


def context(*lines: str, names: tuple[str, ...] = ()) -> Context:
    builder = DocumentBuilder()
    for line in lines:
        builder.add(line)
    document = builder.build(source="x.txt", sha256="0", format="text")
    rulebook = load_rulebook()
    return Context(document, segment(document, rulebook), rulebook, FixedReader(*names))


def found(*lines: str, names: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    return {one.name: one.aliases for one in find_organisations(context(*lines, names=names))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marlby Council and Tarnshire Police will meet.", ["Marlby Council", "Tarnshire Police"]),
        ("The Tarn and Lorne Health and Wellbeing Board met.", ["Tarn and Lorne Health and Wellbeing Board"]),
        ("MINUTES OF THE TARNSHIRE SAFEGUARDING CHILDREN PARTNERSHIP", ["TARNSHIRE SAFEGUARDING CHILDREN PARTNERSHIP"]),
        ("Director of Nursing, NHS Tarn, Lorne and Marlby ICB", ["NHS Tarn, Lorne and Marlby ICB"]),
        ("Chair of the Tarnshire Adoption Agency's panel", ["Tarnshire Adoption Agency"]),
        ("the Department for Education wrote", ["Department for Education"]),
        ("the Friends of Tarn Library gave £5", ["Friends of Tarn Library"]),
        ("Ofsted and the NSPCC came", ["Ofsted", "NSPCC"]),
        ("the Road Safety subgroup reports", ["Road Safety subgroup"]),
        ("Healthwatch Marlby spoke", ["Healthwatch Marlby"]),
        ("It was sent to Fairbeck Road Primary School.", ["Fairbeck Road Primary School"]),
        ("It was sent to St Wulf's C of E Primary School.", ["St Wulf's C of E Primary School"]),
        ("Bo Lund, Director, Lornshire CC", ["Lornshire CC"]),
        ("The Primary School and the School Library were told.", []),
        ("North Lorne Council and Lorne Council", ["North Lorne Council", "Lorne Council"]),
    ],
)  # fmt: skip
def test_names_begin_and_end_where_they_should(text: str, names: list[str]) -> None:
    assert list(found(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Board agreed.",
        "a new working group was set up",
        "the Notice Board fell",
        "via Microsoft Teams",
        "MARAC and MASH were discussed",
        "the Youth Justice Plan",
        "Each School sent one",
        "all councils and schools",
    ],
)
def test_what_is_no_body(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("Tarnshire Safeguarding Adults Board (TSAB)", "TSAB met."), {"Tarnshire Safeguarding Adults Board": ("TSAB",)}),
        (("Marlby Borough Council", "MBC pays."), {"Marlby Borough Council": ("MBC",)}),
        (("Lorne Youth Trust", "the Youth Trust"), {"Lorne Youth Trust": ("Youth Trust",)}),
        (("NHS Marlby Integrated Care Board", "Marlby ICB", "the ICB"), {"NHS Marlby Integrated Care Board": ("Marlby ICB", "ICB")}),
        (("Abbreviations: TAB: Tarn Advisory Board; HR: staff", "TAB"), {"Tarn Advisory Board": ("TAB",)}),
        (("Tarnshire Constabulary", "the Constabulary came"), {"Tarnshire Constabulary": ("the Constabulary",)}),
        (("Strategic Governance Group", "Strategic Governing Group"), {"Strategic Governance Group": ("Strategic Governing Group",)}),
    ],
)  # fmt: skip
def test_forms_of_one_body(lines: tuple[str, ...], wanted: dict[str, tuple[str, ...]]) -> None:
    assert found(*lines) == wanted


def test_every_form_is_quoted() -> None:
    given = context("Tarnshire Safeguarding Adults Board (TSAB) met.", "The TSAB will write.")
    (body,) = find_organisations(given)
    assert [given.document[quote.span] for quote in body.quotes] == [body.name, *body.aliases]
    assert (body.kind, [quote.field for quote in body.quotes]) == ("partnership", ["name", "aliases"])


def test_an_acronym_in_prose_is_a_body_only_where_the_model_says_so() -> None:
    text = "The policy now has to be sent on to TLNP before the summer."
    assert found(text, names=("TLNP",)) == {"TLNP": ()}
    assert found(text) == {}
    assert found("The minutes and the PDF were sent to all of us.", names=("PDF",)) == {}


def test_lists_and_headers_state_bodies_too() -> None:
    given = context(
        "Harrow Tarn met at noon.", "Ana Bell (AB), Riverbend Recovery", "Colm Orme, Marlby Council"
    )
    text = given.document.text

    def person(name: str, organisation: str) -> AttendeeFinding:
        at = text.index(organisation)
        quote = Quote("organisation", Span(at, at + len(organisation)), "rule:x")
        return AttendeeFinding(name=name, initials="AB", organisation=organisation, quotes=(quote,))

    people = (
        person("Ana Bell", "Riverbend Recovery"),
        person("Colm Orme", "Marlby Council"),
        person("X Y", "AB"),
    )
    meeting = MeetingFinding(body="Harrow Tarn", quotes=(Quote("body", Span(0, 11), "rule:y"),))
    joined = join_organisations(given.document, find_organisations(given), people, meeting, given.rulebook)
    assert [one.name for one in joined] == ["Harrow Tarn", "Riverbend Recovery", "Marlby Council"]


def test_a_role_is_no_body_and_an_unquoted_name_is_left_out() -> None:
    given = context("Ana Bell, Director of Finance")
    quote = Quote("organisation", Span(10, 29), "rule:x")
    people = tuple(
        AttendeeFinding(name="Ana Bell", organisation=name, quotes=(quote,))
        for name in ("Director of Finance", "Finance House")
    )
    none: tuple[OrganisationFinding, ...] = ()
    assert join_organisations(given.document, none, people, None, given.rulebook) == ()


def test_initials_in_the_usual_ways() -> None:
    assert {"TFRS", "TFARS"} <= initials("Tarnshire Fire and Rescue Service")
    assert "PVHFT" in initials("Penn Vale Hospitals NHS Foundation Trust")
    assert initials("Ofsted") == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ask the contractor, Upmoor Hoists, for a report.", ["Upmoor Hoists"]),
        ("It can be checked with the supplier, Phonwise.", ["Phonwise"]),
        ("The Clerk will ring the bus operator. The auditors, Lorne Hale, have signed.", ["Lorne Hale"]),
        ("to instruct Messrs. Lorne Orme to draw up the lease", ["Messrs. Lorne Orme"]),
        ("The work was awarded to Tarn Thermal plc.", ["Tarn Thermal plc"]),
        ("He got a price of £85 from Lorne Cutting.", ["Lorne Cutting"]),
        ("It was RECOMMENDED to Full Council that the fee rise.", ["Full Council"]),
        ("She would brief Senate in March.", ["Senate"]),
        ("Copyright Lorne District Council", ["Lorne District Council"]),
        ("A talk by Tarnshire Trading Standards", ["Tarnshire Trading Standards"]),
        ("lessons from Alder View Care Home", ["Alder View Care Home"]),
    ],
)
def test_firms_and_bodies_that_the_sentence_tells(text: str, names: list[str]) -> None:
    assert list(found(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "the contractor, Bill Lorne, came",
        "Messrs Lorne and Orme were present",
        "A quote from Bill Lorne for the hedge came.",
        "She moved the filing Cabinet.",
    ],
)
def test_people_and_things_are_no_firms(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (
            ("Kerry-Ann Dale, Housing Officer", "KAD told the meeting that the new locks are on order."),
            ("KAD",),
        ),
        (
            ("A Public Spaces Protection Order is sought.", "The PSPO goes out to consultation in May."),
            ("PSPO",),
        ),
        (
            ("The Patient Safety Response Framework came in.", "The PSRF template went to every ward."),
            ("PSRF",),
        ),
    ],
)
def test_initials_of_people_and_orders_are_no_bodies(lines: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert found(*lines, names=names) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A meeting was held at TLF in May and we were there.", {"TLF": ()}),
        ("Ann Dale will ask the printer; the TLF on the wall is old.", {}),
        ("Email to TLNP about the results.", {"TLNP": ()}),
        ("It was agreed to pass this on to the TLF before June.", {"TLF": ()}),
        ("The TLF will discuss it again, the TLF chair said.", {"TLF": ()}),
        ("A request has come in. G-TLF has asked to join us.", {"G-TLF": ()}),
        ("GPJ to discuss it with the clerk before the summer.", {}),
        ("Action by: DIRECTOR OF TLDX SOCIAL CARE before the end of May", {}),
        ("The TLF file was sent out and the TLF template with it.", {}),
    ],
)
def test_what_is_said_of_an_acronym_tells_a_body(text: str, said: dict[str, tuple[str, ...]]) -> None:
    assert found(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "All of the data is now sent via TLDX each month.",
        "The TLDX file has grown since the last time.",
        "A threat to life (TTL) was reported and the TTL grew.",
        "Codes follow ISO 4217 and no other list.",
    ],
)
def test_things_are_no_bodies_even_where_the_model_says_so(text: str) -> None:
    assert found(text, names=("TLDX", "TTL")) == {}


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("A grant of the Rotary Club of Upper Lorne",), {"Rotary Club of Upper Lorne": ()}),
        (("a speaker of the University of Tarn at Lorne",), {"University of Tarn at Lorne": ()}),
        (("The TLSU executive met.",), {"TLSU executive": ()}),
        (("The TLSU Executive Committee met.", "TLSU Executive in May"), {"TLSU Executive Committee": ("TLSU Executive",)}),
        (("the chief executive met",), {}),
        (("THE LORNE TRUST FOR YOUNG CARERS",), {"LORNE TRUST FOR YOUNG CARERS": ()}),
        (("The lamp standards committee (LSC) met.", "The LSC agreed."), {"lamp standards committee": ("LSC",)}),
        (("Safeguarding Adults Board", "TSAB data"), {"Safeguarding Adults Board": ("TSAB",)}),
        (("NHS Marlby", "Age UK Marlby"), {"NHS Marlby": (), "Age UK Marlby": ()}),
        (("NHS Marlby", "NHS Marlby Clinical Commissioning Group"),
         {"NHS Marlby Clinical Commissioning Group": ("NHS Marlby",)}),
    ],
)  # fmt: skip
def test_longer_names_and_forms_without_their_place(
    lines: tuple[str, ...], wanted: dict[str, tuple[str, ...]]
) -> None:
    assert found(*lines) == wanted


def joined(*lines: str, body: str | None = None) -> dict[str, tuple[str, ...]]:
    given = context(*lines)
    at = 0 if body is None else given.document.text.index(body)
    meeting = None
    if body is not None:
        meeting = MeetingFinding(body=body, quotes=(Quote("body", Span(at, at + len(body)), "rule:y"),))
    whole = join_organisations(given.document, find_organisations(given), (), meeting, given.rulebook)
    return {one.name: one.aliases for one in whole}


def test_the_trust_is_the_one_that_was_named_last() -> None:
    lines = (
        "Lorne Hospitals NHS Foundation Trust sent a note.",
        "The Trust will reply.",
        "Hartmoor Academy Trust met.",
    )
    assert joined(*lines) == {
        "Lorne Hospitals NHS Foundation Trust": ("The Trust",),
        "Hartmoor Academy Trust": (),
    }
    # Named only later, it cannot be meant.
    assert joined("The Trust will reply.", "Hartmoor Academy Trust met.") == {"Hartmoor Academy Trust": ()}


def test_the_text_mends_a_slip_in_the_headings_acronym() -> None:
    lines = ("Lampworks PMC Meeting", "The Lampworks PMB chair said so.", "It was sent on to the PMB.")
    assert joined(*lines, body="Lampworks PMC") == {"Lampworks PMC": ("Lampworks PMB", "PMB")}
    both = (*lines, "It was sent on to the PMC too.")
    assert "PMB" in joined(*both, body="Lampworks PMC")

"""The word lists by which names of bodies are told; they stand in `rules/organisations.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from minutebook.evidence import OrganisationKind
from minutebook.rulebook import Rule, Rulebook

Kinds = dict[str, OrganisationKind]


@dataclass(frozen=True)
class Words:
    """Each list as a set, each table as a dict, by the name that it has in the rules."""

    heads: Kinds
    small_heads: Kinds
    openers: Kinds
    kinds: dict[str, Kinds]
    qualified: dict[str, frozenset[str]]
    joiners: frozenset[str]
    churches: frozenset[str]
    bare: frozenset[str]
    stop: frozenset[str]
    openings: frozenset[str]
    links: frozenset[str]
    gatherings: frozenset[str]
    complete: frozenset[str]
    go_on: frozenset[str]
    weak: frozenset[str]
    governing: frozenset[str]
    governors: frozenset[str]
    far: frozenset[str]
    at: frozenset[str]
    after_acronym: frozenset[str]
    leads_on: frozenset[str]
    only: dict[str, str]
    firsts: Kinds
    over: frozenset[str]
    after_first_not: frozenset[str]
    for_heads: frozenset[str]
    of_heads: frozenset[str]
    learning: frozenset[str]
    ranks: frozenset[str]
    ages: Rule

    @cached_property
    def head_starts(self) -> frozenset[str]:
        """The first words of heads of several words."""
        return frozenset(head.split(" ", 1)[0] for head in self.heads if " " in head)

    @cached_property
    def small_starts(self) -> frozenset[str]:
        """The first words of heads in small letters."""
        return frozenset(head.split(" ", 1)[0] for head in self.small_heads)

    @cached_property
    def no_owners(self) -> frozenset[str]:
        """Words before a head in small letters that make no name of it."""
        return self.openings | self.stop | self.bare

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Words in small letters of which one stands where a head, an opener or a first word does."""
        phrases = (*self.heads, *self.small_heads, *self.openers, *self.firsts)
        return frozenset(phrase.split(" ", 1)[0].lower() for phrase in phrases)

    def names_company(self, head: str) -> bool:
        """Whether the head says a company, whose name may begin with an initial."""
        return self.heads.get(head) == "company"

    @classmethod
    def of(cls, rulebook: Rulebook) -> Words:
        """The lists of the rulebook."""

        def table(name: str) -> Kinds:
            return dict(rulebook.tables[f"organisations.{name}"])

        def terms(name: str) -> frozenset[str]:
            return frozenset(rulebook.terms[f"organisations.{name}"])

        return cls(
            heads=table("heads"),
            small_heads=table("small-heads"),
            openers=table("openers"),
            kinds={head: dict(kinds) for head, kinds in rulebook.tables["organisations.kinds"].items()},
            qualified={
                head: frozenset(words) for head, words in rulebook.tables["organisations.qualified"].items()
            },
            joiners=terms("joiners"),
            churches=terms("churches"),
            bare=terms("bare"),
            stop=terms("stop"),
            openings=terms("openings"),
            links=terms("links"),
            gatherings=terms("gatherings"),
            complete=terms("complete"),
            go_on=terms("go-on"),
            weak=terms("weak"),
            governing=terms("governing"),
            governors=terms("governors"),
            far=terms("far"),
            at=terms("at"),
            after_acronym=terms("after-acronym"),
            leads_on=terms("leads-on"),
            only={**dict.fromkeys(terms("only-for"), "for"), **dict.fromkeys(terms("only-of"), "of")},
            firsts=table("firsts"),
            over=terms("over"),
            after_first_not=terms("after-first-not"),
            for_heads=terms("for-heads"),
            of_heads=terms("of-heads"),
            learning=terms("learning"),
            ranks=terms("ranks"),
            ages=rulebook["organisations.ages"],
        )

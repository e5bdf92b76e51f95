"""Who a row is: by her number, by an address, at last by a name that one member alone has. Pure.

A number or an address that two members share out between them, or that somebody else has proven, is never settled here: such a row
is refused, because a guess would open somebody's account to somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from laurels.people.importing.columns import Record
from laurels.people.importing.problems import Problem


@dataclass(frozen=True)
class HeldJob:
    """A job of a member and its days; None is not known, or still."""

    title: str
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True)
class Known:
    """A member of the organisation, there now or left, as the register has her.

    Attributes:
        person: her row, to be held against who has proven an address.
        given: the address that the organisation wrote.
        addresses: those she is known by here: the given one, and what was written for somebody who has not come in yet.
        manager: the membership of her line manager.
    """

    code: UUID
    person: int
    name: str
    number: str = ""
    given: str = ""
    addresses: frozenset[str] = frozenset()
    active: bool = True
    arrived: bool = False
    team: str = ""
    site: str = ""
    manager: UUID | None = None
    jobs: tuple[HeldJob, ...] = ()


@dataclass(frozen=True)
class Account:
    """Somebody of this installation who has proven an address."""

    person: int
    code: UUID


@dataclass(frozen=True)
class Match:
    """Who a row is.

    Attributes:
        known: the member; None for somebody new.
        account: of somebody new who has an account already.
        mentioned: members of whom the row may speak, also when it is refused: none of them is missing from the file.
    """

    known: Known | None = None
    account: Account | None = None
    problem: Problem | None = None
    about: str = ""
    mentioned: tuple[UUID, ...] = ()


@dataclass
class Register:
    """The members of an organisation, found by number, address and name.

    Args:
        proven: address in lower case -> who has proven it, of the addresses that the file names.
    """

    members: Iterable[Known]
    proven: Mapping[str, Account] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.members = tuple(self.members)
        self.by_code = {known.code: known for known in self.members}
        self._by_number = {known.number.casefold(): known for known in self.members if known.number}
        self._by_person = {known.person: known for known in self.members}
        self._by_address: dict[str, list[Known]] = defaultdict(list)
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        for known in self.members:
            for address in known.addresses:
                self._by_address[address].append(known)
            if known.active:
                self._by_name[known.name.casefold()].append(known)

    def match(self, record: Record) -> Match:
        """Who a row is, or why nobody can say."""
        numbered = self._by_number.get(record.number.casefold()) if record.number else None
        addressed = {known.code: known for address in record.addresses for known in self._by_address.get(address, ())}
        accounts = {self.proven[address].person: self.proven[address] for address in record.addresses if address in self.proven}
        for person in accounts:
            if person in self._by_person:
                addressed[self._by_person[person].code] = self._by_person[person]
        found = {**addressed, **({numbered.code: numbered} if numbered else {})}
        mentioned = tuple(found)
        if len(found) > 1:
            return Match(problem=Problem.TWO_PEOPLE, about=record.number or record.addresses[0], mentioned=mentioned)
        known = next(iter(found.values()), None)
        if strangers := [account for account in accounts.values() if known is None or account.person != known.person]:
            if known is not None or len(strangers) > 1:
                return Match(problem=Problem.ADDRESS_PROVEN, mentioned=mentioned)
            return Match(account=strangers[0])
        if known is None:
            return self._by_her_name(record)
        return self._checked(known, record, by_address=bool(addressed))

    def _by_her_name(self, record: Record) -> Match:
        """A member of the same name of whom nothing else is known that the row would contradict."""
        same = self._by_name.get(record.name.casefold(), [])
        likely = [known for known in same if not (record.number and known.number) and not (record.addresses and known.given)]
        if len(likely) > 1:
            return Match(problem=Problem.SEVERAL_OF_THE_NAME, about=record.name, mentioned=tuple(known.code for known in likely))
        return Match(known=likely[0], mentioned=(likely[0].code,)) if likely else Match()

    def _checked(self, known: Known, record: Record, *, by_address: bool) -> Match:
        """A number alone is believed only as far as the name goes with it."""
        same_name = known.name.casefold() == record.name.casefold()
        if not known.active and not by_address and not same_name:
            return Match(problem=Problem.NUMBER_LEFT, about=record.number)
        other_address = bool(record.addresses and known.given) and known.given not in record.addresses
        if known.active and not by_address and not same_name and other_address:
            return Match(problem=Problem.OTHER_PERSON, about=record.number, mentioned=(known.code,))
        return Match(known=known, mentioned=(known.code,))

    def named(self, name: str) -> list[Known]:
        """Members of this name who work there now."""
        return self._by_name.get(name.casefold(), [])

    def numbered(self, number: str) -> Known | None:
        """The member with this number, when she works there now."""
        known = self._by_number.get(number.casefold())
        return known if known is not None and known.active else None

    def at(self, address: str) -> list[Known]:
        """Members known by this address who work there now."""
        found = {known.code: known for known in self._by_address.get(address.lower(), ()) if known.active}
        account = self.proven.get(address.lower())
        if account is not None and (known := self._by_person.get(account.person)) is not None and known.active:
            found[known.code] = known
        return list(found.values())

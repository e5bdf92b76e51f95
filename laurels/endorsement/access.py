"""Load and authorise in one call; what an organisation may ask at all."""

from __future__ import annotations

from uuid import UUID

from laurels.endorsement.errors import EndorsementNotFound, RequestNotFound
from laurels.endorsement.models import Endorsement, EndorsementRequest
from laurels.endorsement.rules import is_same_body
from laurels.keys import selectors as identities
from laurels.keys.errors import NoSigningKey
from laurels.people import selectors as people
from laurels.people.access import check, enter, uses
from laurels.people.errors import TurnedOff
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act, Switch


def get_asking(person: Person, slug: str, *, to: Act = Act.ASK_ENDORSEMENT) -> Organisation:
    """The organisation at this address, for somebody who may do this there, where endorsements are on.

    Raises:
        people.OrganisationNotFound, people.NotYours, people.TurnedOff.
    """
    return enter(person, slug, to=to, switch=Switch.ENDORSEMENTS)[0]


def check_asks(actor: Person, organisation: Organisation) -> None:
    """The same for a verb.

    Raises:
        people.OrganisationNotFound, people.NotYours, people.TurnedOff.
    """
    check(actor, organisation, to=Act.ASK_ENDORSEMENT)
    if not uses(organisation, Switch.ENDORSEMENTS):
        raise TurnedOff


def get_request(person: Person, slug: str, code: UUID, *, to: Act = Act.ASK_ENDORSEMENT) -> EndorsementRequest:
    """A request of one of her organisations; another's is not found."""
    organisation = get_asking(person, slug, to=to)
    related = ("organisation", "endorser", "version__achievement__organisation", "credential", "asked_by", "endorsement")
    request = EndorsementRequest.objects.select_related(*related).filter(organisation=organisation, code=code).first()
    if request is None:
        raise RequestNotFound
    return request


def get_public(code: UUID) -> Endorsement:
    """An endorsement, for anybody: what was signed stays readable for ever."""
    related = ("request__organisation", "request__endorser", "request__version__achievement", "request__credential", "sealed")
    found = Endorsement.objects.select_related(*related).filter(code=code).first()
    if found is None:
        raise EndorsementNotFound
    return found


def is_own_contact(organisation: Organisation, contact: str, asker: Person | None) -> bool:
    """Whether an address is the organisation's own, one that it wrote down for somebody who works there, or the asker's."""
    own = {organisation.contact, *people.member_addresses(organisation), *(people.addresses(asker) if asker else ())}
    return is_same_body(organisation_ids=(), organisation_keys=(), organisation_contacts=own, contact=contact)


def is_own_key(organisation: Organisation, *, issuer_id: str, fingerprint: str) -> bool:
    """Whether a document was signed as the organisation, or with one of its keys whatever the name."""
    try:
        ids = {identities.issuer_id(organisation)}
    except NoSigningKey:
        ids = set()
    signing = identities.public_keys(organisation)
    return is_same_body(
        organisation_ids=ids | {name for name, _ in signing},
        organisation_keys={print_ for _, print_ in signing},
        organisation_contacts=(),
        issuer_id=issuer_id,
        fingerprint=fingerprint,
    )

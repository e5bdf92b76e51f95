"""What the tests of readers share: files, and what was planned of one."""

from __future__ import annotations

from datetime import date

from laurels.frameworks.entries import Entry
from laurels.frameworks.plans import Plan, plan
from laurels.frameworks.readers import Choices, form_of, open_source
from tests.frameworks.documents import as_bytes

TODAY = date(2026, 11, 24)
RDF_XML = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="https://words.example/a">
<skos:prefLabel xml:lang="en">Care</skos:prefLabel></skos:Concept></rdf:RDF>"""
SKOS = b"http://www.w3.org/2004/02/skos/core#"
N_TRIPLES = b"""<https://words.example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <%sConcept> .
<https://words.example/a> <%sprefLabel> "Care"@en .
""" % (SKOS, SKOS)
JSON_LD = as_bytes(
    {
        "@context": {"skos": "http://www.w3.org/2004/02/skos/core#"},
        "@id": "https://words.example/a",
        "@type": "skos:Concept",
        "skos:prefLabel": {"@value": "Care", "@language": "en"},
    }
)


def planned(data: bytes | str, choices: Choices | None = None, *, name: str = "file") -> Plan:
    data = data.encode() if isinstance(data, str) else data
    return plan(open_source(data, form_of(data), choices or Choices(), name=name), today=TODAY)


def entries(made: Plan) -> list[Entry]:
    return [made.entry(place) for place in range(len(made.accepted))]


def said(made: Plan) -> list[tuple[str, bool]]:
    return [(remark.reason, remark.refused) for remark in made.remarks]

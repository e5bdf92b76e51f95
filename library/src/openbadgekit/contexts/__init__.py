"""The JSON-LD terms that we know, pinned; nothing is ever fetched.

A context decides what signed words mean. Those that `pyld` ships are taken from it, the others are term tables of ours
(``tables/*.terms``). Each is held against the SHA-256 of the RFC 8785 form of the published text.

Source: conformance appendix C, traps T4 and T5.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from openbadgekit.contexts import tables
from openbadgekit.errors import ContextRefused
from openbadgekit.reading import JsonObject

VC1 = "https://www.w3.org/2018/credentials/v1"
VC2 = "https://www.w3.org/ns/credentials/v2"
_OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
OB3 = f"{_OB}context-3.0.3.json"
OB21 = "https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld"
_OB_MORE = f"{_OB}extensions/"
CLR2 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
_OB3_ANY = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json")

_FROM_PYLD = {
    VC1: "credentials-v1.jsonld",
    VC2: "credentials-v2.jsonld",
    "https://www.w3.org/ns/did/v1": "did-v1.jsonld",
    "https://w3id.org/security/v1": "security-v1.jsonld",
    "https://w3id.org/security/v2": "security-v2.jsonld",
    "https://w3id.org/security/suites/ed25519-2020/v1": "security-ed25519-2020-v1.jsonld",
    "https://w3id.org/security/suites/jws-2020/v1": "security-jws-2020-v1.jsonld",
}
_CLR = "https://purl.imsglobal.org/spec/clr/v2p0/"
_SECURITY = "https://w3id.org/security/"
_FROM_TABLES = {
    f"{_OB}context.json": "ob-3.0.0",  # the unversioned address still serves the first text
    f"{_OB}context-3.0.1.json": "ob-3.0.1",
    f"{_OB}context-3.0.2.json": "ob-3.0.2",
    OB3: "ob-3.0.3",
    f"{_OB}extensions.json": "ob-extensions",
    f"{_OB_MORE}accessibilityExtension/context-3.0.0.json": "ob3-accessibility",
    f"{_OB_MORE}applyLinkExtension/context-3.0.0.json": "ob3-apply-link",
    f"{_OB_MORE}geoCoordinatesExtension/context-3.0.0.json": "ob3-geo",
    f"{_OB_MORE}licenseExtension/context-3.0.0.json": "ob3-license",
    f"{_CLR}context.json": "clr-2.0.0",
    CLR2: "clr-2.0.1",
    "https://w3id.org/openbadges/v1": "ob-1",
    "https://w3id.org/openbadges/v2": "ob-2.0",
    OB21: "ob-2.1",
    f"{_SECURITY}data-integrity/v1": "data-integrity-1",
    f"{_SECURITY}data-integrity/v2": "data-integrity-2",
    f"{_SECURITY}multikey/v1": "multikey-1",
    f"{_SECURITY}jwk/v1": "jwk-1",
    f"{_SECURITY}suites/ed25519-2018/v1": "ed25519-2018-1",
    f"{_SECURITY}suites/x25519-2019/v1": "x25519-2019-1",
    f"{_SECURITY}suites/x25519-2020/v1": "x25519-2020-1",
    "https://www.w3.org/ns/cid/v1": "cid-1",
    "https://www.w3.org/ns/credentials/status/v1": "status-1",
    "https://w3id.org/vc/status-list/2021/v1": "status-list-2021-1",
}

KNOWN = MappingProxyType(
    {
        VC1: "b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247",
        VC2: "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf",
        "https://www.w3.org/ns/did/v1": "a7e146c40fcec005d3f0f14ae745665f446da58d7914a9d8f733746686fad82b",
        "https://w3id.org/security/v1": "d87de2ce3ce407bcac481f8af31e211e54beb5cbd7dd459826ed0502302ee234",
        "https://w3id.org/security/v2": "38a9ef19cf3a75bf856202bd1ed4cbd55c985ad4a809eb7f4ef584ba9d51dc90",
        "https://w3id.org/security/suites/ed25519-2020/v1": "fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691",
        "https://w3id.org/security/suites/jws-2020/v1": "eed16334842a5635257913b33acd1aeee29009eb188d855f9a1d0ceee4a8ae4d",
        f"{_OB}context.json": "2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b",
        f"{_OB}context-3.0.1.json": "8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5",
        f"{_OB}context-3.0.2.json": "bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c",
        OB3: "04b1136ddc4eda9a8966bc7ef182789f233a26739473140ef75d6968c29a2966",
        f"{_OB}extensions.json": "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7",
        f"{_SECURITY}data-integrity/v2": "7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305",
        "https://www.w3.org/ns/credentials/status/v1": "b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492",
        f"{_OB_MORE}accessibilityExtension/context-3.0.0.json": "5516cffc89f003fb93d1c7627eb874adbb6b5fc15cba0cea3107405cef21292c",
        f"{_OB_MORE}applyLinkExtension/context-3.0.0.json": "ea2463261715974e203f121da4e97a4b7e86ec8c5df4bfdce63fb0ddbb240206",
        f"{_OB_MORE}geoCoordinatesExtension/context-3.0.0.json": "31cd8264247db14bde53ac8cfb03af5110e3360257c895d82eea353197ed39c0",
        f"{_OB_MORE}licenseExtension/context-3.0.0.json": "b2787e7cfc1130a526d3b32dc48d9c6915976f625c3b9f2cbca946717d1cc659",
        f"{_CLR}context.json": "a2dd0c0c07434663b7b54a51dd8a3363f6d5c420efa87e3d97b4ef8661596d44",
        CLR2: "7defe702c102faf14108579b7d65ef39ecf4c3bbef925b803e15bd77cd6e3394",
        "https://w3id.org/openbadges/v1": "b89b3e6b57d3ec343cded9bb0a1d0611ec77d91f4b81f0d50f124c94113c8356",
        "https://w3id.org/openbadges/v2": "4b5f71314b9fef23264b05bab6a03811e8fc1e5e7506b79b092aec91865e7e07",
        OB21: "30ffbcf41d2d8569855ba9648dc3a4b87336a8c2c9d400c4dcd222ae611daa48",
        f"{_SECURITY}data-integrity/v1": "9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f",
        f"{_SECURITY}multikey/v1": "be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc",
        f"{_SECURITY}jwk/v1": "38dd329a9a011facda06afc4ba43a121980eaedbd1f974268026d157926bc086",
        f"{_SECURITY}suites/ed25519-2018/v1": "b4cb4ede62cd5c1e98b54340bf9d5ae636e6ba6e92b6bffb50be3c12b473a2de",
        f"{_SECURITY}suites/x25519-2019/v1": "226bc202c5f5fac752716b9ed838875155c22b789aa0259276cfd83d54a40d06",
        f"{_SECURITY}suites/x25519-2020/v1": "454c264ab52b3ee90b2c21a996afc4f5f2a02c2e282799b6e92305e1aa536de6",
        "https://www.w3.org/ns/cid/v1": "9fc257da5b37784ca2b07c3ad666f5ff9beea846a360ddd229fd0b44972015c8",
        "https://w3id.org/vc/status-list/2021/v1": "9768f9aa81ab6c3e2ad96b2d669eaba67afe13fff0140a853f1e3d313fab13b6",
    }
)
"""Address of every context that we know -> SHA-256 of the RFC 8785 form of its published text."""

LATER_TERMS = MappingProxyType({OB3: frozenset({"endorsementJwt", "jti"})})
"""Terms that a text got after badges had been signed with an older one at the same address (trap T4)."""


@cache
def load(url: str) -> JsonObject:
    """The context at this address, as shipped.

    Raises:
        ContextRefused: a context that is not shipped.
    """
    if url in _FROM_TABLES:
        return tables.read(_FROM_TABLES[url])
    if url in _FROM_PYLD:
        text = resources.files("pyld").joinpath("documentloader/frozen/bundled", _FROM_PYLD[url]).read_text("utf-8")
        document: JsonObject = json.loads(text)
        return document
    raise ContextRefused(f"The context {url[:200]} is not one that is known here.", term=url)


def is_ob3(url: object) -> bool:
    """Whether this is an Open Badges 3.0 context, whichever of its versions (OB3-M-02)."""
    return isinstance(url, str) and _OB3_ANY.fullmatch(url) is not None


def refuse_unknown(document: JsonObject) -> None:
    """Refuse contexts that are not shipped, inline ones and null, wherever they stand: in embedded credentials and proofs too.

    Raises:
        ContextRefused: the first one that is found.
    """
    todo: list[object] = [document]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo.extend(value)
        elif isinstance(value, dict):
            if "@context" in value:
                _refuse(value["@context"])
            todo.extend(inner for name, inner in value.items() if name != "@context")


def _later(named: object) -> frozenset[str]:
    """Terms that an older text of one of these contexts lacks."""
    found: frozenset[str] = frozenset()
    for url in named if isinstance(named, list) else []:
        found |= LATER_TERMS.get(url, frozenset()) if isinstance(url, str) else frozenset()
    return found


def as_older_text(document: JsonObject) -> tuple[JsonObject, frozenset[str]]:
    """The document as a signer saw it whose context was the older text: terms that came later said nothing then.

    Returns:
        The document without members of such terms, and the terms that were taken out (none for nearly every document).
    """
    later = _later(document.get("@context"))
    found: set[str] = set()

    def without(value: Any) -> Any:
        if isinstance(value, list):
            return [without(item) for item in value]
        if not isinstance(value, dict):
            return value
        found.update(later & value.keys())
        return {name: without(inner) for name, inner in value.items() if name not in later}

    return (without(document), frozenset(found)) if later else (document, frozenset())


def _refuse(context: object) -> None:
    """One ``@context`` member."""
    for url in context if isinstance(context, list) else [context]:
        if not isinstance(url, str):
            raise ContextRefused("The badge brings its own vocabulary, which could change what its words mean.")
        if url not in KNOWN:
            raise ContextRefused(f"The context {url[:200]} is not one that is known here.", term=url)

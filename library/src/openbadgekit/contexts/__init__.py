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

from openbadgekit.contexts import tables
from openbadgekit.errors import ContextRefused
from openbadgekit.reading import JsonObject

VC1 = "https://www.w3.org/2018/credentials/v1"
VC2 = "https://www.w3.org/ns/credentials/v2"
_OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
OB3 = f"{_OB}context-3.0.3.json"
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
_FROM_TABLES = {
    f"{_OB}context.json": "ob-3.0.0",
    f"{_OB}context-3.0.1.json": "ob-3.0.1",
    f"{_OB}context-3.0.2.json": "ob-3.0.2",
    OB3: "ob-3.0.3",
    f"{_OB}extensions.json": "ob-extensions",
    "https://w3id.org/security/data-integrity/v2": "data-integrity-2",
    "https://www.w3.org/ns/credentials/status/v1": "status-1",
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
        "https://w3id.org/security/data-integrity/v2": "7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305",
        "https://www.w3.org/ns/credentials/status/v1": "b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492",
    }
)
"""Address of every context that we know -> SHA-256 of the RFC 8785 form of its published text."""


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
    """Refuse contexts that are not shipped, inline ones and null, also within embedded credentials.

    The context of a proof is a repetition of its document's, not a nested one, and is left to its suite.

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
            todo.extend(inner for name, inner in value.items() if name not in ("proof", "@context"))


def _refuse(context: object) -> None:
    """One ``@context`` member."""
    for url in context if isinstance(context, list) else [context]:
        if not isinstance(url, str):
            raise ContextRefused("The badge brings its own vocabulary, which could change what its words mean.")
        if url not in KNOWN:
            raise ContextRefused(f"The context {url[:200]} is not one that is known here.", term=url)

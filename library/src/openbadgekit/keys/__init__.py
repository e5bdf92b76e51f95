"""Keys: kinds, spellings (JWK, multikey), did:key, did:web and the documents that say whose a key is."""

from openbadgekit.keys.model import KeyKind, PrivateKey, PublicKey, generate

__all__ = ["KeyKind", "PrivateKey", "PublicKey", "generate"]

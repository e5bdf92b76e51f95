"""Baking into SVG: one element right after the opening tag.

The picture is read with expat: entity declarations are refused, nothing outside is opened, a plain DOCTYPE does no harm. The
bytes are spliced at the places that the parser reports; nothing is written anew.

Source: Open Badges 3.0 "Baked badges"; conformance rows OB3-B-04, 05, 07.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from openbadgekit.baking import Baked, Generation
from openbadgekit.errors import BrokenImage, NoBadgeInImage, TooLarge
from openbadgekit.limits import LIMITS
from openbadgekit.reading import read_object

SVG = "http://www.w3.org/2000/svg"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
OLD_NAMESPACE = "http://openbadges.org"
_WRITTEN = {Generation.OB3: (NAMESPACE, "credential"), Generation.OB2: (OLD_NAMESPACE, "assertion")}
_CREDENTIAL = (f"{NAMESPACE} credential", f"{OLD_NAMESPACE} assertion")


def is_svg(data: bytes) -> bool:
    """Whether the bytes look like an SVG: a tag ``<svg`` near the beginning."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and b"<svg" in data[:4096]


def bake(image: bytes, credential: bytes, *, replace: bool = False, generation: Generation = Generation.OB3) -> bytes:
    """Put a credential into a drawing.

    Args:
        image: an SVG in UTF-8; every byte of it is kept.
        credential: JSON goes into a CDATA section, a compact JWS into the attribute ``verify``.
        replace: take out a badge that the drawing holds already.
        generation: of the credential; a hosted award of 2.0 also has its address in ``verify``.
    Raises:
        BrokenImage: no sound SVG, or one that holds a badge already.
    """
    seen = _seen(image)
    if seen.badges and not replace:
        raise BrokenImage("This drawing holds a badge already: bake into the plain drawing, or replace it on purpose.")
    plain = image
    for begin, end in reversed([(badge.begin, badge.end) for badge in seen.badges]):
        plain = plain[:begin] + plain[end:]
    empty = plain[seen.root_end - 2 : seen.root_end] == b"/>"
    tag_end = seen.root_end - (2 if empty else 1)
    tag, rest = plain[:tag_end], plain[seen.root_end :]
    declared = b"" if b"xmlns:openbadges=" in tag else f' xmlns:openbadges="{_WRITTEN[generation][0]}"'.encode()
    closing = b"</" + seen.root_name + b">" if empty else b""
    return b"".join((tag, declared, b">", _element(credential, generation), closing, rest))


def _element(credential: bytes, generation: Generation) -> bytes:
    """The element that carries a credential; it names its namespace itself, whatever the root's prefix stands for."""
    namespace, name = _WRITTEN[generation]
    head = f'<openbadges:{name} xmlns:openbadges="{namespace}"'
    if credential.lstrip()[:1] != b"{":
        return f"{head} verify={quoteattr(credential.strip().decode('ascii'))}/>".encode()
    address = read_object(credential).get("id") if generation is Generation.OB2 else None
    verify = f" verify={quoteattr(address)}" if isinstance(address, str) else ""
    body = credential.replace(b"]]>", b"]]]]><![CDATA[>")
    return b"".join((f"{head}{verify}><![CDATA[".encode(), body, f"]]></openbadges:{name}>".encode()))


def unbake(image: bytes) -> Baked:
    """Take the credential out of a drawing.

    Raises:
        BrokenImage: no sound SVG, or one with two badges. NoBadgeInImage: none. TooLarge: over a limit.
    """
    badges = _seen(image).badges
    if not badges:
        raise NoBadgeInImage("This drawing holds no badge.")
    if len(badges) > 1:
        raise BrokenImage("This drawing holds two badges, and nobody can say which one is meant.")
    badge = badges[0]
    payload = ("".join(badge.text).strip() or badge.verify.strip()).encode()
    if badge.name == _CREDENTIAL[0]:
        return Baked(payload, Generation.OB3)
    return Baked(payload, Generation.OB1 if payload[:4].lower() == b"http" else Generation.OB2)


@dataclass
class _Badge:
    """One badge element, as far as it was read; places are byte offsets."""

    name: str
    verify: str
    begin: int
    end: int = -1
    text: list[str] = field(default_factory=list)


@dataclass
class _Seen:
    """What one reading of a drawing found."""

    root_end: int = -1
    root_name: bytes = b"svg"
    badges: list[_Badge] = field(default_factory=list)


class _Handlers:
    """Collects badge elements while expat reads."""

    def __init__(self, image: bytes) -> None:
        self.image, self.seen, self.elements, self.depth = image, _Seen(), 0, 0
        self.open: _Badge | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity
        self.parser.buffer_text = True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        self.elements += 1
        self.depth += 1
        if self.elements > LIMITS.svg_elements or self.depth > 512:
            raise TooLarge("The drawing has more parts than a badge's picture may have.")
        place = self.parser.CurrentByteIndex
        if self.depth == 1:
            if name not in ("svg", f"{SVG} svg"):
                raise BrokenImage("This is no SVG drawing.")
            self.seen.root_end = self.tag_end(place)
            self.seen.root_name = self.image[place + 1 :].split(None, 1)[0].rstrip(b"/>")
        if name in _CREDENTIAL:
            self.open = _Badge(name, attributes.get("verify", ""), place)
            self.seen.badges.append(self.open)

    def end(self, name: str) -> None:
        """An element closes."""
        self.depth -= 1
        if self.open is not None and name == self.open.name:
            place = self.parser.CurrentByteIndex
            self.open.end = self.tag_end(max(place, self.open.begin))
            self.open = None

    def characters(self, text: str) -> None:
        """Text within a badge element."""
        if self.open is not None:
            self.open.text.append(text)

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: bool) -> None:
        """A bare DOCTYPE does no harm; declarations within could give elements attributes that nobody wrote."""
        if has_subset:
            raise BrokenImage("The drawing brings declarations of its own, which a badge's picture may not.")

    def entity(self, *_: object) -> None:
        """Entities are how small files become large ones and local files leak."""
        raise BrokenImage("The drawing declares entities, which a badge's picture may not.")

    def tag_end(self, place: int) -> int:
        """Offset just after the tag that begins here; a ``>`` within quotes does not end it."""
        quote = 0
        for offset in range(place, len(self.image)):
            byte = self.image[offset]
            if quote:
                quote = 0 if byte == quote else quote
            elif byte in b"\"'":
                quote = byte
            elif byte == 0x3E:
                return offset + 1
        raise BrokenImage("The drawing is cut off.")


def _seen(image: bytes) -> _Seen:
    """Read a drawing once."""
    if len(image) > LIMITS.image_bytes:
        raise TooLarge(f"The drawing is larger than {LIMITS.image_bytes} bytes.")
    if image[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BrokenImage("The drawing is not in UTF-8.")
    handlers = _Handlers(image)
    try:
        handlers.parser.Parse(image, True)
    except expat.ExpatError as problem:
        raise BrokenImage(f"The drawing is damaged (line {problem.lineno}, column {problem.offset + 1}).") from None
    except (ValueError, UnicodeError, LookupError):
        raise BrokenImage("The drawing is in an encoding that is not read here.") from None
    return handlers.seen

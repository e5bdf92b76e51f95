# ruff: noqa: E501 - a drawing is read by its lines
"""Ways, places, time. Drawn for this project."""

from __future__ import annotations

from laurels.catalogue.pictures.icons.part import icon

ICONS = (
    icon(
        "door",
        "an open door",
        "s M22 88V20L58 10V90L22 88",
        "s M58 20H78V88H58",
        "f M47 47A4.5 4.5 0 1 1 47 56A4.5 4.5 0 1 1 47 47Z",
    ),
    icon("steps", "rising steps", "s M12 86H34V64H56V42H78V20", "s M62 26L78 12L92 26"),
    icon("house", "a house", "s M8 48L50 12L92 48M20 42V88H80V42", "f M40 60H60V90H40Z"),
    icon("key", "a key", "s M28 31A19 19 0 1 0 28 69A19 19 0 1 0 28 31Z", "s M47 50H92V66M74 50V64"),
    icon("clock", "a clock", "s M50 10A40 40 0 1 0 50 90A40 40 0 1 0 50 10Z", "s M50 26V52L67 62"),
    icon(
        "calendar",
        "a calendar with a tick",
        "s M18 20H82A6 6 0 0 1 88 26V82A6 6 0 0 1 82 88H18A6 6 0 0 1 12 82V26A6 6 0 0 1 18 20ZM12 40H88M32 10V24M68 10V24M37 64L47 73L64 55",
    ),
    icon("signpost", "a signpost", "s M50 10V92", "f M44 14H78L92 27L78 40H44ZM56 48H22L8 61L22 74H56Z"),
    icon(
        "pin",
        "a pin on a map",
        "f M50 4A32 32 0 0 1 82 36C82 60 50 96 50 96C50 96 18 60 18 36A32 32 0 0 1 50 4ZM50 22A14 14 0 1 0 50 50A14 14 0 1 0 50 22Z",
    ),
    icon("compass", "a compass", "s M50 10A40 40 0 1 0 50 90A40 40 0 1 0 50 10Z", "f M70 30L58 58L30 70L42 42Z"),
    icon(
        "globe",
        "a globe",
        "s M50 10A40 40 0 1 0 50 90A40 40 0 1 0 50 10Z",
        "t M12 50H88M50 12C28 32 28 68 50 88M50 12C72 32 72 68 50 88",
    ),
    icon("flag", "a flag", "s M20 10V92", "f M20 12C40 2 58 26 86 12V56C58 70 40 46 20 56Z"),
    icon("mountain", "a mountain", "f M2 88L40 14L60 52L70 38L98 88ZM40 34L30 54L40 50L48 56L51 54Z"),
    icon(
        "bridge",
        "a bridge",
        "s M6 70H94M24 22V88M76 22V88",
        "t M6 58C16 52 22 40 24 28C34 62 66 62 76 28C78 40 84 52 94 58M37 52V66M50 56V66M63 52V66",
    ),
    icon(
        "truck",
        "a van",
        "f M8 22H56A4 4 0 0 1 60 26V66H4V26A4 4 0 0 1 8 22ZM66 36H80A6 6 0 0 1 85 39L95 53A8 8 0 0 1 97 58V66H66Z",
        "f M24 68A10 10 0 1 0 24 88A10 10 0 1 0 24 68Z",
        "f M78 68A10 10 0 1 0 78 88A10 10 0 1 0 78 68Z",
    ),
    icon(
        "anchor",
        "an anchor",
        "s M50 7A10 10 0 1 0 50 27A10 10 0 1 0 50 7Z",
        "s M50 27V90M30 42H70M12 60C14 78 30 90 50 90C70 90 86 78 88 60",
    ),
    icon(
        "sun",
        "a sun",
        "f M50 31A19 19 0 1 0 50 69A19 19 0 1 0 50 31Z",
        "s M50 17L50 7M73.3 26.7L80.4 19.6M83 50L93 50M73.3 73.3L80.4 80.4M50 83L50 93M26.7 73.3L19.6 80.4M17 50L7 50M26.7 26.7L19.6 19.6",
    ),
)

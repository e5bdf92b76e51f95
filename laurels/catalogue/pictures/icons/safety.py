# ruff: noqa: E501 - a drawing is read by its lines
"""Care, safety, food. Drawn for this project."""

from __future__ import annotations

from laurels.catalogue.pictures.icons.part import icon

ICONS = (
    icon(
        "cup",
        "a steaming cup",
        "s M16 40H70V62A22 22 0 0 1 48 84H38A22 22 0 0 1 16 62ZM70 46H76A11 11 0 0 1 76 70H69",
        "s M34 28C28 21 40 17 34 9M52 28C46 21 58 17 52 9",
    ),
    icon(
        "tin",
        "a tin with a tick",
        "s M20 22A30 11 0 0 1 80 22V78A30 11 0 0 1 20 78ZM20 22A30 11 0 0 0 80 22",
        "s M36 56L47 67L66 47",
    ),
    icon(
        "lock",
        "a lock",
        "s M32 46V32A18 18 0 0 1 68 32V46",
        "f M20 44H80A6 6 0 0 1 86 50V84A6 6 0 0 1 80 90H20A6 6 0 0 1 14 84V50A6 6 0 0 1 20 44ZM50 56A7 7 0 0 0 46 69V78H54V69A7 7 0 0 0 50 56Z",
    ),
    icon("shield", "a shield with a tick", "s M50 8L84 19V48C84 70 70 84 50 92C30 84 16 70 16 48V19Z", "s M34 48L46 60L67 36"),
    icon(
        "cross",
        "a first-aid cross",
        "f M42 10H58A6 6 0 0 1 64 16V36H84A6 6 0 0 1 90 42V58A6 6 0 0 1 84 64H64V84A6 6 0 0 1 58 90H42A6 6 0 0 1 36 84V64H16A6 6 0 0 1 10 58V42A6 6 0 0 1 16 36H36V16A6 6 0 0 1 42 10Z",
    ),
    icon("pulse", "a heartbeat", "s M6 52H26L40 18L58 84L70 52H94"),
    icon(
        "lifebuoy",
        "a lifebuoy",
        "s M50 10A40 40 0 1 0 50 90A40 40 0 1 0 50 10Z",
        "s M50 33A17 17 0 1 0 50 67A17 17 0 1 0 50 33Z",
        "s M65.6 34.4L75.5 24.5M65.6 65.6L75.5 75.5M34.4 65.6L24.5 75.5M34.4 34.4L24.5 24.5",
    ),
    icon(
        "bell",
        "a bell",
        "f M50 8A27 27 0 0 1 77 35V56L88 70A3 3 0 0 1 86 75H14A3 3 0 0 1 12 70L23 56V35A27 27 0 0 1 50 8Z",
        "f M38 82H62A12 11 0 0 1 38 82Z",
    ),
    icon("eye", "an eye", "s M6 50C24 20 76 20 94 50C76 80 24 80 6 50Z", "f M50 37A13 13 0 1 0 50 63A13 13 0 1 0 50 37Z"),
    icon(
        "helmet",
        "a safety helmet",
        "s M14 64V62A36 38 0 0 1 86 62V64",
        "f M8 66H92A5 5 0 0 1 92 80H8A5 5 0 0 1 8 66Z",
        "s M50 28V46",
    ),
    icon("cone", "a traffic cone", "f M44 8H56L61 27H39ZM36 37H64L69 55H31ZM28 65H72L76 80H90V91H10V80H24Z"),
    icon(
        "flame",
        "a flame",
        "f M52 4C55 24 82 36 82 62A32 32 0 0 1 18 62C18 47 27 40 32 28C35 38 39 43 45 45C50 35 46 20 52 4ZM50 56C47 66 37 68 37 77A13 13 0 0 0 63 77C63 68 53 66 50 56Z",
    ),
    icon("drop", "a drop of water", "s M50 8C66 34 81 46 81 64A31 29 0 0 1 19 64C19 46 34 34 50 8Z", "t M36 64A15 15 0 0 0 51 78"),
    icon("bolt", "a flash", "f M60 4L16 56H42L36 96L84 40H54Z"),
    icon(
        "umbrella",
        "an umbrella",
        "f M6 52A44 42 0 0 1 94 52C86 44 74 44 68 52C62 44 38 44 32 52C26 44 14 44 6 52Z",
        "s M50 50V80A11 11 0 0 1 28 80",
    ),
    icon("basket", "a basket", "s M8 40H92L81 84H19ZM28 40L44 12M72 40L56 12", "t M38 54V72M50 54V72M62 54V72"),
)

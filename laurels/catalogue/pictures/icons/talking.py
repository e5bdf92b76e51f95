# ruff: noqa: E501 - a drawing is read by its lines
"""Listening, speaking, writing. Drawn for this project."""

from __future__ import annotations

from laurels.catalogue.pictures.icons.part import icon

ICONS = (
    icon("listen", "an ear", "s M30 42A22 22 0 1 1 71 53C65 61 60 64 59 74A12 12 0 0 1 36 78", "s M42 43A10 10 0 1 1 60 48L52 56"),
    icon(
        "answer",
        "a speech bubble with a tick",
        "s M24 14H76A10 10 0 0 1 86 24V58A10 10 0 0 1 76 68H50L30 86V68H24A10 10 0 0 1 14 58V24A10 10 0 0 1 24 14Z",
        "s M34 41L46 53L67 30",
    ),
    icon(
        "talk",
        "two speech bubbles",
        "s M14 14H56A8 8 0 0 1 64 22V42A8 8 0 0 1 56 50H36L20 63V50H14A8 8 0 0 1 6 42V22A8 8 0 0 1 14 14Z",
        "f M77 35H88A9 9 0 0 1 97 44V68A9 9 0 0 1 88 77H85V92L66 77H48A9 9 0 0 1 39 68V63H58A19 19 0 0 0 77 44Z",
    ),
    icon(
        "story",
        "an open book with charts",
        "s M50 26C40 16 26 14 10 16V78C26 76 40 78 50 88C60 78 74 76 90 78V16C74 14 60 16 50 26V86",
        "t M24 56V46M34 60V36M66 60V50M76 56V34",
    ),
    icon("page", "a written page", "s M22 10H56L78 32V90H22Z", "t M56 14V32H74M36 50H64M36 63H64M36 76H54"),
    icon("pencil", "a pencil", "s M14 86L21 61L66 16A7 7 0 0 1 76 16L84 24A7 7 0 0 1 84 34L39 79Z", "s M56 26L74 44"),
    icon(
        "letter",
        "a letter",
        "s M16 20H84A6 6 0 0 1 90 26V74A6 6 0 0 1 84 80H16A6 6 0 0 1 10 74V26A6 6 0 0 1 16 20Z",
        "s M14 27L50 55L86 27",
    ),
    icon(
        "phone",
        "a telephone",
        "f M21 11C32 7 40 25 42 34C40 40 34 42 33 46C37 58 44 64 55 68C59 67 61 60 67 58C76 60 94 69 90 79C87 88 78 93 69 90C39 82 18 60 10 31C8 22 13 14 21 11Z",
    ),
    icon("horn", "a megaphone", "f M12 36H32L76 12V84L32 60H12A6 6 0 0 1 6 54V42A6 6 0 0 1 12 36Z", "s M26 62L33 88M90 38V58"),
    icon(
        "mic",
        "a microphone",
        "f M50 6A15 15 0 0 1 65 21V46A15 15 0 0 1 35 46V21A15 15 0 0 1 50 6Z",
        "s M20 44V46A30 30 0 0 0 80 46V44M50 76V92M34 92H66",
    ),
    icon(
        "type",
        "a letter A with a cursor",
        "s M10 86L35 16L60 86M18 64H52M84 20V80",
        "t M75 12C80 12 84 15 84 20C84 15 88 12 93 12M75 88C80 88 84 85 84 80C84 85 88 88 93 88",
    ),
)

# ruff: noqa: E501 - a drawing is read by its lines
"""Numbers, questions, judgement. Drawn for this project."""

from __future__ import annotations

from laurels.catalogue.pictures.icons.part import icon

ICONS = (
    icon("bars", "three bars", "f M14 58H32V90H14ZM41 34H59V90H41ZM68 12H86V90H68Z"),
    icon("line", "a rising line", "s M12 12V88H90", "s M26 68L44 48L58 58L86 24", "f M86 16A8 8 0 1 1 86 32A8 8 0 1 1 86 16Z"),
    icon(
        "scales",
        "a pair of scales",
        "s M50 12V86M30 88H70M16 26H84",
        "f M2 56H34A16 17 0 0 1 2 56ZM66 56H98A16 17 0 0 1 66 56Z",
        "t M18 28L6 54M18 28L30 54M82 28L70 54M82 28L94 54",
    ),
    icon(
        "lens",
        "a magnifying glass with a question",
        "s M42 12A30 30 0 1 0 42 72A30 30 0 1 0 42 12ZM64 64L88 88",
        "s M33 36A9.5 9.5 0 1 1 45 45L42 49",
        "f M42 55A3.8 3.8 0 1 1 42 62.600A3.8 3.8 0 1 1 42 55Z",
    ),
    icon("pie", "a cake chart", "s M43 17A38 38 0 1 0 83 57H43Z", "f M54 6A40 40 0 0 1 94 46H54Z"),
    icon(
        "table",
        "a table",
        "s M16 14H84A4 4 0 0 1 88 18V82A4 4 0 0 1 84 86H16A4 4 0 0 1 12 82V18A4 4 0 0 1 16 14Z",
        "s M12 36H88",
        "t M38 40V82M63 40V82M16 61H84",
    ),
    icon("funnel", "a funnel", "s M10 14H90L61 50V80L39 90V50Z"),
    icon(
        "survey",
        "a list with ticks",
        "s M10 24L19 33L34 15M50 24H90M10 54L19 63L34 45M50 54H90M50 84H90",
        "f M21 77A7 7 0 1 0 21 91A7 7 0 1 0 21 77Z",
    ),
    icon(
        "target",
        "a target",
        "s M50 10A40 40 0 1 0 50 90A40 40 0 1 0 50 10Z",
        "s M50 29A21 21 0 1 0 50 71A21 21 0 1 0 50 29Z",
        "f M50 43A7 7 0 1 0 50 57A7 7 0 1 0 50 43Z",
    ),
    icon(
        "coins",
        "a pile of coins",
        "s M14 26A36 15 0 0 1 86 26A36 15 0 0 1 14 26ZM14 26V50A36 15 0 0 0 86 50V26M14 50V74A36 15 0 0 0 86 74V50",
    ),
    icon(
        "gavel",
        "a chair's hammer",
        "f M53 6L81 34A4 4 0 0 1 81 40L75 46A4 4 0 0 1 69 46L41 18A4 4 0 0 1 41 12L47 6A4 4 0 0 1 53 6Z",
        "f M31 28L59 56A4 4 0 0 1 59 62L53 68A4 4 0 0 1 47 68L19 40A4 4 0 0 1 19 34L25 28A4 4 0 0 1 31 28Z",
        "s M64 52L88 78M16 90H58",
    ),
    icon(
        "clipboard",
        "a clipboard with a tick",
        "s M34 16H26A6 6 0 0 0 20 22V84A6 6 0 0 0 26 90H74A6 6 0 0 0 80 84V22A6 6 0 0 0 74 16H66",
        "f M38 6H62A4 4 0 0 1 66 10V24H34V10A4 4 0 0 1 38 6Z",
        "s M35 57L46 68L66 45",
    ),
    icon(
        "spectacles",
        "a pair of spectacles",
        "s M27 40A18 18 0 1 0 27 76A18 18 0 1 0 27 40Z",
        "s M73 40A18 18 0 1 0 73 76A18 18 0 1 0 73 40Z",
        "s M45 54A6 6 0 0 1 55 54M10 52L18 24M90 52L82 24",
    ),
    icon(
        "stamp",
        "a rubber stamp",
        "f M50 8A17 17 0 0 1 66 31C60 39 59 44 60 50H78A6 6 0 0 1 84 56V70H16V56A6 6 0 0 1 22 50H40C41 44 40 39 34 31A17 17 0 0 1 50 8Z",
        "s M18 87H82",
    ),
)

# ruff: noqa: E501 - a drawing is read by its lines
"""Making, mending, growing. Drawn for this project."""

from __future__ import annotations

from laurels.catalogue.pictures.icons.part import icon

ICONS = (
    icon("mend", "a turning arrow with a tick", "s M83 44A34 34 0 1 0 78 69", "f M95 37L84 59L70 39Z", "s M37 51L47 61L64 40"),
    icon(
        "star",
        "a star",
        "f M50 6L62.3 36.1L94.700 38.5L69.9 59.5L77.600 91L50 73.900L22.400 91L30.100 59.5L5.300 38.5L37.700 36.100Z",
    ),
    icon(
        "gear",
        "a cog wheel",
        "f M43.4 17.7L43.5 6.5L56.5 6.5L56.6 17.7L68.2 22.5L76.2 14.6L85.4 23.8L77.5 31.8L82.3 43.4L93.5 43.5L93.5 56.5L82.3 56.6L77.5 68.2L85.4 76.2L76.2 85.4L68.2 77.5L56.6 82.3L56.5 93.5L43.5 93.5L43.4 82.3L31.8 77.5L23.8 85.4L14.6 76.2L22.5 68.2L17.7 56.6L6.5 56.5L6.5 43.5L17.7 43.4L22.5 31.8L14.6 23.8L23.8 14.6L31.8 22.5ZM50 36A14 14 0 1 0 50 64A14 14 0 1 0 50 36Z",
    ),
    icon(
        "spanner",
        "a spanner",
        "f M90 22L74 38L60 34L58 22L74 8C60 2 42 12 42 30C42 34 43 37 44 40L10 74C4 80 6 90 14 94C20 96 24 94 28 90L61 57C80 62 98 44 90 22ZM19 77A6 6 0 1 1 19 89A6 6 0 1 1 19 77Z",
    ),
    icon(
        "hammer",
        "a hammer",
        "f M16 14H62C78 14 88 24 92 40C82 34 74 34 68 38V44H16A6 6 0 0 1 10 38V20A6 6 0 0 1 16 14Z",
        "s M42 46V90",
    ),
    icon(
        "bricks",
        "a wall of bricks",
        "f M10 18H46V37H10ZM54 18H90V37H54ZM10 45H24V64H10ZM32 45H68V64H32ZM76 45H90V64H76ZM10 72H46V91H10ZM54 72H90V91H54Z",
    ),
    icon("brush", "a brush", "s M89 11L54 50", "f M49 50C36 46 25 56 25 70C24 78 17 82 8 82C20 97 52 96 56 72C57 64 55 55 49 50Z"),
    icon("flask", "a flask", "s M34 10H66M41 12V38L16 79A8 8 0 0 0 23 90H77A8 8 0 0 0 84 79L59 38V12", "s M29 64H71"),
    icon("cube", "a cube", "s M50 8L87 28V72L50 92L13 72V28ZM13 29L50 50L87 29M50 50V91"),
    icon("box", "a parcel", "s M10 34H90V88H10ZM10 34L22 12H78L90 34", "f M40 34H60V56L50 50L40 56Z"),
    icon("code", "a piece of code", "s M28 26L6 50L28 74M72 26L94 50L72 74M59 14L41 86"),
    icon(
        "screen",
        "a screen",
        "s M14 14H86A6 6 0 0 1 92 20V62A6 6 0 0 1 86 68H14A6 6 0 0 1 8 62V20A6 6 0 0 1 14 14ZM50 68V88M28 88H72",
        "t M24 30H54M24 42H70",
    ),
    icon(
        "camera",
        "a camera",
        "s M14 26H30L38 14H62L70 26H86A6 6 0 0 1 92 32V78A6 6 0 0 1 86 84H14A6 6 0 0 1 8 78V32A6 6 0 0 1 14 26Z",
        "s M50 39A15 15 0 1 0 50 69A15 15 0 1 0 50 39Z",
    ),
    icon(
        "bulb",
        "a light bulb",
        "s M37 68C36 55 21 52 21 35A29 29 0 0 1 79 35C79 52 64 55 63 68Z",
        "s M40 82H60",
        "f M42 90H58A8 6 0 0 1 42 90Z",
    ),
    icon("link", "two links of a chain", "s M45 32L56 21A18 18 0 0 1 81 46L70 57M55 68L44 79A18 18 0 0 1 19 54L30 43M38 62L62 38"),
    icon(
        "sprout",
        "a seedling",
        "s M50 90V46",
        "f M50 62C28 63 12 49 10 25C34 25 50 38 50 62ZM50 50C50 27 66 12 92 11C92 36 76 51 50 50Z",
    ),
)

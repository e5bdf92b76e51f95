"""People and what they are honoured with. Drawn for this project."""

from __future__ import annotations

from laurels.catalogue.pictures.icons.part import icon

ICONS = (
    icon("hand", "a heart", "f M50 92C8 62 6 40 14 28C24 14 42 18 50 34C58 18 76 14 86 28C94 40 92 62 50 92Z"),
    icon("person", "a person", "f M50 10A17 17 0 1 0 50 44A17 17 0 1 0 50 10Z", "f M18 90V84A32 30 0 0 1 82 84V90Z"),
    icon(
        "team",
        "three people",
        "f M50 12A14 14 0 1 0 50 40A14 14 0 1 0 50 12Z",
        "f M26 90V74A24 24 0 0 1 74 74V90Z",
        "f M16 32.5A9.5 9.5 0 1 0 16 51.5A9.5 9.5 0 1 0 16 32.5Z",
        "f M0 84V74A16 17 0 0 1 22 58.5A34 34 0 0 0 17 74V84Z",
        "f M84 32.5A9.5 9.5 0 1 0 84 51.5A9.5 9.5 0 1 0 84 32.5Z",
        "f M100 84V74A16 17 0 0 0 78 58.5A34 34 0 0 1 83 74V84Z",
    ),
    icon(
        "branch",
        "one point that leads to two",
        "s M50 30V52M20 68V52H80V68",
        "f M50 6A13 13 0 1 0 50 32A13 13 0 1 0 50 6Z",
        "f M20 66A13 13 0 1 0 20 92A13 13 0 1 0 20 66Z",
        "f M80 66A13 13 0 1 0 80 92A13 13 0 1 0 80 66Z",
    ),
    icon(
        "rounds",
        "two arrows in a circle",
        "s M17 42A34 34 0 0 1 75 27",
        "f M88 12V42H58Z",
        "s M83 58A34 34 0 0 1 25 73",
        "f M12 88V58H42Z",
    ),
    icon("whistle", "a whistle", "s M62 50H92V30H36A26 26 0 1 0 62 56Z", "f M36 47A9 9 0 1 0 36 65A9 9 0 1 0 36 47Z"),
    icon(
        "access",
        "a person with open arms",
        "f M50 5A11 11 0 1 0 50 27A11 11 0 1 0 50 5Z",
        "s M16 35C36 42 64 42 84 35M50 42V58L34 90M50 58L66 90",
    ),
    icon(
        "ribbon",
        "a rosette with ribbons",
        "s M50 9A27 27 0 1 0 50 63A27 27 0 1 0 50 9Z",
        "f M50 25A11 11 0 1 0 50 47A11 11 0 1 0 50 25Z",
        "s M34 60L28 90L50 77L72 90L66 60",
    ),
    icon("crown", "a crown", "f M8 26L30 46L50 14L70 46L92 26L82 70H18Z", "f M18 78H82V90H18Z"),
    icon(
        "trophy",
        "a trophy",
        "f M28 8H72V36A22 22 0 0 1 28 36Z",
        "s M26 17H12A16 20 0 0 0 31 42M74 17H88A16 20 0 0 1 69 42M50 54V80",
        "f M28 79H72V92H28Z",
    ),
    icon("cap", "a graduate's cap", "f M50 16L98 39L50 62L2 39Z", "s M22 54V72C36 86 64 86 78 72V54M92 42V68"),
)

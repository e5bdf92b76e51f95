"""One-line capitals of Greek and Cyrillic, in the manner of ``letters``. Written for this project."""

from __future__ import annotations

from laurels.catalogue.pictures.letters import LETTERS

_SAME = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)) | dict(zip("АВЕКМНОРСТХІЈЅЗ", "ABEKMHOPCTXIJS3", strict=True))
"""Letters that are drawn as a Latin one, or as a figure."""

GREEK: dict[str, tuple[float, str]] = {
    "Γ": (5.4, "M0 10V0H5.4"),
    "Δ": (8.4, "M0 10L4.2 0L8.4 10Z"),
    "Θ": (10, "M5 0A5 5 0 1 0 5 10A5 5 0 1 0 5 0ZM2.8 5H7.2"),
    "Λ": (8, "M0 10L4 0L8 10"),
    "Ξ": (6.4, "M0 0H6.4M1 5H5.4M0 10H6.4"),
    "Π": (7.4, "M0 10V0H7.4V10"),
    "Σ": (6.4, "M6.4 0H0L4 5L0 10H6.4"),
    "Φ": (9.4, "M4.7 -.6V10.6M4.7 1.9A4.7 3.1 0 1 0 4.7 8.1A4.7 3.1 0 1 0 4.7 1.9Z"),
    "Ψ": (8, "M4 0V10M0 0V3A4 4 0 0 0 8 3V0"),
    "Ω": (9, "M0 10H2.6V9.4A5 5 0 1 1 6.4 9.4V10H9"),
}

CYRILLIC: dict[str, tuple[float, str]] = {
    "Б": (6.2, "M5.6 0H0V10H3.3A2.9 2.9 0 0 0 3.3 4.2H0"),
    "Г": (5.4, "M0 10V0H5.4"),
    "Ґ": (5.4, "M0 10V0H5.4V-2"),
    "Д": (8.8, "M0 12V10H8.8V12M1.4 10C2.6 7 2.8 4 2.8 0H7.2V10"),
    "Ђ": (7.6, "M0 0H5.8M2.2 0V10M2.2 5.6C4 3.8 7.6 4.2 7.6 7.2C7.6 9.6 6.6 11 5 11"),
    "Є": (8.5, "M8.54 1.46A5 5 0 1 0 8.54 8.54M0 5H5.6"),
    "Ж": (11, "M5.5 0V10M0 0L5.5 5L11 0M0 10L5.5 5L11 10"),
    "И": (7.6, "M0 0V10L7.6 0V10"),
    "Л": (7.6, "M0 10C2 9 2.2 5 2.2 0H7.6V10"),
    "Љ": (11.2, "M0 10C2 9 2 5 2 0H6V10H8.6A2.6 2.6 0 0 0 8.6 4.8H6"),
    "Њ": (10.6, "M0 0V10M0 4.8H5.4M5.4 0V10H8A2.6 2.6 0 0 0 8 4.8H5.4"),
    "Ћ": (7.6, "M0 0H5.8M2.2 0V10M2.2 5.8C4 4 7.6 4.2 7.6 7V10"),
    "П": (7.4, "M0 10V0H7.4V10"),
    "У": (7.2, "M0 0L3.8 6M7.2 0L3.2 8.4C2.5 9.8 1.6 10.1 .3 9.8"),
    "Ф": (9.4, "M4.7 -.6V10.6M4.7 1.9A4.7 3.1 0 1 0 4.7 8.1A4.7 3.1 0 1 0 4.7 1.9Z"),
    "Ц": (8.6, "M0 0V10H8.6V12M7 0V10"),
    "Ч": (6.4, "M0 0V2.8A3.2 2.8 0 0 0 3.2 5.6H6.4M6.4 0V10"),
    "Џ": (7.4, "M0 0V10H7.4V0M3.7 10V12"),
    "Ш": (9.6, "M0 0V10H9.6V0M4.8 0V10"),
    "Щ": (11.2, "M0 0V10H11.2V12M4.8 0V10M9.6 0V10"),
    "Ъ": (7.8, "M0 0H2.2V10H5.1A2.7 2.7 0 0 0 5.1 4.6H2.2"),
    "Ы": (9.4, "M0 0V10H2.9A2.7 2.7 0 0 0 2.9 4.6H0M9.4 0V10"),
    "Ь": (5.6, "M0 0V10H2.9A2.7 2.7 0 0 0 2.9 4.6H0"),
    "Э": (8.5, "M0 1.46A5 5 0 1 1 0 8.54M3 5H8.5"),
    "Ю": (12.4, "M0 0V10M0 5H2.6M7.5 0A4.9 5 0 1 0 7.5 10A4.9 5 0 1 0 7.5 0Z"),
    "Я": (6.5, "M6.5 10V0H3.2A2.8 2.8 0 0 0 3.2 5.6H6.5M3.4 5.6L0 10"),
}

EAST: dict[str, tuple[float, str]] = {letter: LETTERS[drawn] for letter, drawn in _SAME.items()} | GREEK | CYRILLIC
"""Every capital of the two alphabets."""

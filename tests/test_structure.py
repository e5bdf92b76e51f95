"""What a linter cannot see: keys and templates that point up, facts that carry words, pages of documentation that lag."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest
from django.apps import apps
from laurels.common.errors import HouseError
from laurels.journal import Ref, record
from laurels.site.cli import main
from laurels.site.rooms import ROOMS
from tests.making import NOON

from openbadgekit.shell.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "laurels"
ORDER = {room: place for place, room in enumerate(ROOMS)}
BESIDE = {"keys": ORDER["verification"], "verification": ORDER["keys"]}


def points_up(source: str, target: str) -> bool:
    """Whether a room names one above it, or beside it."""
    return source != target and (ORDER[target] > ORDER[source] or BESIDE.get(source) == ORDER[target])


def test_the_rooms_stand_in_the_order_of_the_project():
    lines = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["laurels"]["rooms"]
    listed = [name.strip() for line in reversed(lines) for name in line.split("|") if not name.strip().startswith("(")]

    assert sorted(listed) == sorted(ROOMS)
    assert [room for room in listed if room not in ("keys", "verification")] == [
        room for room in ROOMS if room not in ("keys", "verification")
    ]


def test_no_foreign_key_points_up():
    for model in apps.get_models():
        room = model._meta.app_label
        if room not in ORDER:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.concrete and field.related_model
            label = target and target._meta.app_label
            if label in ORDER:
                assert not points_up(room, label), f"{model.__name__}.{field.name} points up to {label}"


@pytest.mark.parametrize("path", sorted(str(path.relative_to(HOUSE)) for path in HOUSE.rglob("templates/**/*.html")))
def test_no_template_points_up(path):
    room = path.split("/")[0]
    text = (HOUSE / path).read_text()

    named = re.findall(r'{% (?:url|include|extends) ["\']([a-z_]+)[:/]', text)
    for target in named:
        if target in ORDER:
            assert not points_up(room, target), f"{path} names {target}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["Jonas Hale", "jonas@kettle.example", "She turned every tin.", "+44 20 7946 0000", "a" * 65, "näme"]
)
def test_a_fact_holds_no_words(words):
    with pytest.raises(ValueError, match=r"code|words|fact"):
        record("test.happened", subject=Ref("thing", uuid4()), organisation=None, actor=None, at=NOON, data={"value": words})


def recorded_kinds() -> set[str]:
    """Every kind that the house records."""
    found = set()
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            called = isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("record", "record_many", "_record")
            if called and node.args and isinstance(node.args[0], ast.Constant) and "." in str(node.args[0].value):
                found.add(str(node.args[0].value))
    return found


def table_rows(page: str) -> list[list[str]]:
    """Every row of every table of a page of the documentation, as its cells."""
    lines = re.findall(r"^\| (.+) \|$", (ROOT / "docs" / page).read_text(), flags=re.M)
    return [cells for line in lines if (cells := line.split(" | "))[0] not in ("code", "kind", "name", "command")]


def rows(page: str) -> set[str]:
    """First cells of every table of a page of the documentation."""
    return {cells[0] for cells in table_rows(page)}


@pytest.mark.parametrize("page", ["errors.md", "facts.md", "commands.md", "settings.md"])
def test_nothing_stands_twice_in_the_documentation(page):
    names = [cells[0] for cells in table_rows(page)]

    assert len(names) > 10
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("page", ["errors.md", "facts.md"])
def test_the_rooms_stand_in_their_order_in_the_documentation(page):
    headings = re.findall(r"^## (.+)$", (ROOT / "docs" / page).read_text(), flags=re.M)

    assert headings == sorted(set(headings), key=ORDER.__getitem__)


def test_every_error_stands_under_its_room():
    room = ""
    for line in (ROOT / "docs/errors.md").read_text().splitlines():
        room = line.removeprefix("## ") if line.startswith("## ") else room
        if code := re.match(r"\| ([a-z]+)\.[a-z-]+ \|", line):
            assert code[1] == room, line


def test_every_fact_is_documented():
    assert recorded_kinds() == rows("facts.md")


def modules_of_errors() -> list[ModuleType]:
    """What names the errors of every room: a file, or a package by topic."""
    found = [module for room in ROOMS if room != "common" and (module := f"laurels.{room}.errors") and find_spec(module)]
    return [importlib.import_module(module) for module in [*found, "laurels.common.tables.errors"]]


def errors_of(module: ModuleType) -> list[type[HouseError]]:
    """Every error class that a room names itself."""
    return [cls for cls in vars(module).values() if isinstance(cls, type) and cls.__module__.startswith(module.__name__)]


def all_errors() -> list[type[HouseError]]:
    """Every error class of every room."""
    return [error for module in modules_of_errors() for error in errors_of(module)]


@pytest.mark.parametrize("error", all_errors(), ids=lambda error: error.__name__)
def test_every_error_has_a_code_a_sentence_what_to_do_and_a_row(error):
    sentence = str(error.sentence) or error.__doc__.partition("\n")[0]

    assert issubclass(error, HouseError)
    assert re.fullmatch(r"[a-z]+\.[a-z-]+", error.code)
    assert error.__doc__
    assert str(error.hint)
    assert [error.code, sentence, str(error.hint)] in table_rows("errors.md")


@pytest.mark.parametrize("module", modules_of_errors(), ids=lambda module: module.__name__)
def test_the_tree_at_the_top_names_every_error_once(module):
    drawn = re.findall(r"\b[A-Z]\w+\b", "\n".join(re.findall(r"^[│ ]*[├└]─ (.*?)(?: {2}.*)?$", module.__doc__, flags=re.M)))

    assert sorted(drawn) == sorted(error.__name__ for error in errors_of(module))


def test_no_error_is_documented_that_is_not_there():
    written = {str(code) for path in HOUSE.rglob("*.py") for code in re.findall(r'"([a-z]+\.[a-z-]+)"', path.read_text())}

    assert rows("errors.md") <= written | {error.code for error in all_errors()}


def test_every_setting_that_is_read_is_documented():
    text = (HOUSE / "site/settings.py").read_text() + (HOUSE / "site/environment.py").read_text()
    read = set(re.findall(r'(?:env\.[a-z_]+|secret|environ\.get)\(\s*"([A-Z_]+)"', text))
    read |= {option.envvar for command in main.commands.values() for option in command.params if option.envvar}

    assert read == rows("settings.md")


def test_every_command_is_documented():
    of_the_house = {f"laurels {name}" for name in main.commands}
    of_the_library = {f"openbadgekit {name}" for name in COMMANDS}

    assert of_the_house | of_the_library == rows("commands.md")


def test_every_direct_dependency_says_why():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    page = (ROOT / "docs/decisions/dependencies.md").read_text()

    for line in project:
        name = re.split(r"[\[<>=]", line)[0]
        assert name == "openbadgekit" or name in page, name
    assert len(project) <= 30

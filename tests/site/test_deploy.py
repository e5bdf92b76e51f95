"""The files of a deployment say what is so: settings that exist, commands that exist, limits that fit."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.urls import reverse
from laurels.common import limits
from laurels.site import checking, cli
from laurels.worker import rules

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"


def text(name: str) -> str:
    return (DEPLOY / name).read_text()


def settings() -> set[str]:
    return set(re.findall(r"^\| ([A-Z_]+) \|", (ROOT / "docs/settings.md").read_text(), flags=re.M))


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("laurels.service", r"^Environment=([A-Z_]+)="),
        ("Dockerfile", r"\b([A-Z_]+)=\S"),
        ("compose.yaml", r"^ {6}((?!POSTGRES)[A-Z_]+):"),
    ],
)
def test_every_setting_that_is_set_exists(name, pattern):
    found = set(re.findall(pattern, text(name), flags=re.M))

    assert found >= {"LAURELS_DATA"}
    assert found <= settings()


@pytest.mark.parametrize("name", ["laurels.service", "Dockerfile"])
def test_what_is_started_is_a_command(name):
    (command,) = re.findall(r'\.venv/bin/laurels"?,? "?(\w+)', text(name))

    assert command in cli.main.commands


def test_the_container_listens_where_its_port_is_published():
    """127.0.0.1 within a container is nobody's: what is published must listen on every address there."""
    assert "LAURELS_HOST=0.0.0.0" in text("Dockerfile")
    assert '"127.0.0.1:8000:8000"' in text("compose.yaml")
    assert re.search(r"^USER laurels$", text("Dockerfile"), flags=re.M)


@pytest.mark.parametrize("name", ["laurels.service", "compose.yaml"])
def test_behind_the_proxy_visitors_are_counted(name):
    assert re.search(r'LAURELS_PROXIES[=:] ?"?1', text(name))


def test_the_proxy_takes_what_the_house_takes(settings):
    said = dict(re.findall(r"request_body @(\w+) \{\s+max_size (\d+)MiB", text("Caddyfile")))

    assert int(said["other"]) * 1024 * 1024 == settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert int(said["framework"]) * 1024 * 1024 > limits.FRAMEWORK_FILE
    assert fnmatch(reverse("frameworks:bring", args=["kettle-lane"]), *re.findall(r"@framework path (\S+)", text("Caddyfile")))


def test_every_file_that_is_named_is_there():
    for name in re.findall(r"^\| `([^`]+)` \|", text("README.md"), flags=re.M):
        assert (DEPLOY / name).exists(), name
    for name in re.findall(r"`(docs/[^`]+)`", text("README.md")):
        assert (ROOT / name).exists(), name


def test_no_password_is_shipped():
    for path in DEPLOY.iterdir():
        assert not re.search(r"(?i)password[=:]\s*['\"]?[a-z0-9]{4,}", path.read_text()), path.name


class TestGuide:
    PAGE = (ROOT / "docs/operators.md").read_text()

    def test_names_every_fault_that_check_can_name(self):
        """A word or two of each sentence, as the source has it."""
        source = Path(checking.__file__).read_text()
        wrong = re.findall(r'Finding\(\s*f?"([^"{]{12,})', source)

        assert len(wrong) > 10
        for sentence in wrong:
            if not sentence.startswith(("The public origin", "The first questions", "No mail", "DEBUG", "The master key is there")):
                assert f"| {sentence[:20].strip()}" in self.PAGE, sentence

    def test_commands_and_flags_exist(self):
        for name in set(re.findall(r"`laurels ([a-z-]+)", self.PAGE)):
            assert name in cli.main.commands

    def test_tells_the_tries_as_they_are(self):
        assert "1, 5 and 30 minutes, 2 and 12 hours" in self.PAGE
        assert [pause.total_seconds() / 60 for pause in rules.BACKOFF] == [1, 5, 30, 120, 720]

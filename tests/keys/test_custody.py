"""Custody: wrapped at rest under a master key outside the database; a lost master key is never replaced by a new one."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.common.errors import KeptForEver
from laurels.keys import custody, selectors
from laurels.keys import services as keys
from laurels.keys.errors import NoMasterKey
from laurels.keys.models import SigningKey
from tests.examples import examples
from tests.making import NOON, make_organisation

pytestmark = pytest.mark.django_db
NAME = b"sixteen bytes of"


@pytest.fixture
def master(settings) -> Path:
    return custody.prepare_master_key()


class TestMasterKey:
    def test_it_is_readable_by_its_owner_alone(self, master):
        assert stat.S_IMODE(master.stat().st_mode) == 0o600
        assert len(master.read_bytes()) == 32

    def test_one_that_is_there_is_never_touched(self, master):
        before = master.read_bytes()

        custody.prepare_master_key()

        assert master.read_bytes() == before

    def test_of_many_makers_at_once_one_wins_and_nothing_is_left_over(self, settings, tmp_path):
        settings.MASTER_KEY_FILE = str(tmp_path / "deep" / "master.key")

        with ThreadPoolExecutor(8) as pool:
            found = {path.read_bytes() for path in pool.map(lambda _: custody.prepare_master_key(), range(8))}

        assert len(found) == 1
        assert os.listdir(tmp_path / "deep") == ["master.key"]

    def test_a_crash_while_it_is_written_leaves_no_half_of_a_key(self, settings, tmp_path, monkeypatch):
        settings.MASTER_KEY_FILE = str(tmp_path / "deep" / "master.key")
        with monkeypatch.context() as broken:
            broken.setattr("laurels.keys.custody.os.fsync", lambda _: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                custody.prepare_master_key()
        assert os.listdir(tmp_path / "deep") == []

        assert len(custody.prepare_master_key().read_bytes()) == 32

    @pytest.mark.parametrize("content", [b"", b"short", bytes(31), bytes(33)])
    def test_a_file_that_is_no_key_is_none(self, content, master):
        master.write_bytes(content)

        with pytest.raises(NoMasterKey):
            custody.wrap(b"secret", name=NAME)

    def test_a_lost_one_is_not_replaced_once_something_was_wrapped(self, pantry, master):
        keys.ensure_key(organisation=pantry, at=NOON)
        master.unlink()

        assert keys.prepare_master_key() == master
        assert not master.exists()
        with pytest.raises(NoMasterKey):
            keys.ensure_key(organisation=make_organisation("Northgate"), at=NOON)
        assert not master.exists()


class TestWrapping:
    @examples(25, 2000)
    @given(st.binary(max_size=400), st.binary(min_size=1, max_size=40))
    def test_what_is_wrapped_is_opened(self, master, secret, name):
        assert custody.unwrap(*custody.wrap(secret, name=name), name=name) == secret

    def test_the_same_secret_never_looks_the_same(self, master):
        assert len({part for _ in range(20) for part in custody.wrap(b"secret", name=NAME)}) == 40

    @pytest.mark.parametrize("which", [0, 1])
    @pytest.mark.parametrize("place", [0, 11, 12, 20, -1])
    def test_any_changed_byte_opens_nothing(self, which, place, master):
        parts = [bytearray(part) for part in custody.wrap(b"a secret of some length", name=NAME)]
        parts[which][place] ^= 1

        with pytest.raises(NoMasterKey):
            custody.unwrap(bytes(parts[0]), bytes(parts[1]), name=NAME)

    @pytest.mark.parametrize("cut", [0, 5, 12, 20])
    def test_what_is_cut_off_opens_nothing(self, cut, master):
        wrapped, data_key = custody.wrap(b"secret", name=NAME)

        with pytest.raises(NoMasterKey):
            custody.unwrap(wrapped[:cut], data_key, name=NAME)

    def test_bytes_of_one_row_do_not_open_in_another(self, master):
        with pytest.raises(NoMasterKey):
            custody.unwrap(*custody.wrap(b"secret", name=NAME), name=b"another row's id")

    def test_another_master_key_opens_nothing(self, master):
        parts = custody.wrap(b"secret", name=NAME)
        master.write_bytes(os.urandom(32))

        with pytest.raises(NoMasterKey):
            custody.unwrap(*parts, name=NAME)

    def test_the_operators_check_counts_keys_that_do_not_open(self, pantry, outsider, trust, master):
        keys.ensure_key(organisation=pantry, at=NOON)
        keys.ensure_key(organisation=trust, at=NOON)
        assert selectors.unopened() == 0

        master.write_bytes(os.urandom(32))

        assert selectors.unopened() == 2


class TestKept:
    def test_a_key_is_never_deleted(self, pantry):
        key = keys.ensure_key(organisation=pantry, at=NOON)

        with pytest.raises(KeptForEver):
            key.delete()
        with pytest.raises(KeptForEver):
            SigningKey.objects.all().delete()
        assert SigningKey.objects.count() == 1

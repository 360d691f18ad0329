"""What a person wrote is read as editors leave it; what cannot be is told in one sentence by whoever reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model.errors import LouhiError
from index.home import Home
from index.toml_files import NotToml, toml_of
from pipeline.sources.sources import Source
from pipeline.sources.watched import load, save

WRONG = {
    "a folder": (None, "not to be read (Is a directory)"),
    "Latin-1": ("# pöytä".encode("latin-1"), "not TOML (a letter of it is not in UTF-8, 3 bytes in)"),
    "UTF-16": ("[run]".encode("utf-16"), "not TOML (a letter of it is not in UTF-8, 0 bytes in)"),
    "without end": (b"a = " + b"[" * 50_000 + b"]" * 50_000, "not TOML (its lists lie within one another without end)"),
    "a long number": (b"a = " + b"9" * 5_000, "not TOML (Exceeds the limit (4300 digits)"),
    "twice": (b"a = 1\na = 2", "not TOML (Cannot overwrite a value"),
    "a zero byte": (b"a = 1\x00", "not TOML ("),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_one_sentence(name: str, tmp_path: Path) -> None:
    content, said = WRONG[name]
    home = Home(tmp_path / "koti")
    for path in (home.settings, home.sources):
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content)
        with pytest.raises(NotToml) as caught:
            toml_of(path)
        assert str(caught.value).startswith(said)
    for use in (home.read_settings, lambda: load(home)):
        with pytest.raises(LouhiError, match=r"\.toml: (?:it is|the settings are) not "):
            use()


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.settings.write_bytes(b"\xef\xbb\xbf# oma\n[run]\nworkers = 2\n")
    home.sources.write_bytes(b"\xef\xbb\xbf[[source]]\nname = 'a'\naddress = '/srv'\nkind = 'folder'\n")
    home.set_engine("tantivy")
    assert home.read_settings() == {"engine": "tantivy", "run": {"workers": 2}}
    save(home, [*load(home), Source(name="b", address="/muu", kind="folder")])
    assert [one.name for one in load(home)] == ["a", "b"]


def test_two_sources_of_one_address_both_stay(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.sources.write_text(
        "".join(f"[[source]]  # {n}\nname = '{n}'\naddress = 'https://a.example/'\nkind = 'list'\n" for n in "ab"),
        encoding="utf-8",
    )
    first, second = load(home)
    save(home, [first.model_copy(update={"links": "x"}), second, Source(name="c", address="/srv", kind="folder")])
    assert [(one.name, one.links) for one in load(home)] == [("a", "x"), ("b", None), ("c", None)]
    assert "# a" in home.sources.read_text(encoding="utf-8")
    save(home, [second])
    assert [one.name for one in load(home)] == ["b"]

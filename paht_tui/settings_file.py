"""Changing the settings file: single fields, checked first, with everything else in it left as it stands."""

from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from paht_tui.errors import UserError
from paht_tui.settings import Settings, meaning_of_nothing, parse_settings
from paht_tui.whole_file import replace_file

Fields = Mapping[tuple[str, str], str | int | None]
"""Values by section and name; None or "" takes the field out, and what goes without saying is not put in."""


def change_settings(path: Path, fields: Fields) -> Settings:
    """Write `fields` into the file, its comments and other fields untouched; the settings it now means.

    Raises:
        UserError: a field would be wrong, or the file cannot be written; then it is as it was.
    """
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        changed = _changed(text, fields)
        settings = parse_settings(changed, source=str(path))
        _replace(path, changed)
    except OSError as error:
        why = error.strerror or error
        raise UserError(f"The settings in {path} cannot be changed: {why}. They are as they were.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"The settings in {path} cannot be changed: {error}") from error
    except TOMLKitError as error:
        raise UserError(f"{path} is not valid TOML: {error}") from error
    return settings


def _changed(text: str, fields: Fields) -> str:
    document = tomlkit.parse(text)
    for (section, name), value in fields.items():
        if value is None or value == "":
            if section in document:
                document[section].pop(name, None)
        elif name in document.get(section, ()) or value != meaning_of_nothing(section, name):
            if section not in document:
                document[section] = tomlkit.table()
            document[section][name] = value
    for section in {section for section, _ in fields}:
        if section in document and not document[section]:
            del document[section]
    return tomlkit.dumps(document)


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(path, text.encode())

"""Small packs made for one test: a folder with a root layer and one language."""

from pathlib import Path

from entente.languages.pack import Pack
from entente.languages.source import PACKS, read_source

CODE = "xx"
ROOT = 'phases = ["dates", "verbs", "names", "all"]\nsoft = ["topic"]\n'


def write(folder: Path, files: dict[str, str], root: str = ROOT) -> Path:
    """Write the files of the pack `xx`, and give its folder."""
    (folder / "_root").mkdir(parents=True, exist_ok=True)
    (folder / "_root" / "pack.toml").write_text(root, "utf-8")
    home = folder / CODE
    for name, text in {"pack.toml": f'code = "{CODE}"\n', **files}.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
    return home


def make(folder: Path, files: dict[str, str], root: str = ROOT) -> Pack:
    """The compiled pack of these files."""
    write(folder, files, root)
    return Pack(read_source(CODE, folder))


def row(*cells: str) -> str:
    """A row of a table."""
    return "\t".join(cells) + "\n"


def rule(pattern: str, finds: str, span: str, leaves: str, **changed: str) -> str:
    """A rule with one example of each kind."""
    keys = {"name": "a rule", "phase": "all", "makes": "thing", **changed}
    lines = [f'{key} = "{value}"' for key, value in keys.items()]
    lines += [f"pattern = '{pattern}'", f'finds = [{{ text = "{finds}", span = "{span}" }}]']
    return "\n".join(["[[rule]]", *lines, f'leaves = ["{leaves}"]', ""])


def installed_root() -> str:
    """The settings that all installed packs share."""
    return (PACKS / "_root" / "pack.toml").read_text("utf-8")

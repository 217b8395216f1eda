"""The plan of the house (docs/architecture.md), held by reading the imports and the literals."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import entente

ROOT = Path(entente.__file__).parent
STAGES = ("reading", "segmentation", "recognition", "extraction", "resolution", "matching", "register", "exports")
BELOW = ("errors", "settings", "model", "text", "languages")
MODULES = sorted(ROOT.rglob("*.py"))
WORD = re.compile(r"[^\W\d_]{2,}")
ENGLISH = {"communiqués"}  # foreign letters that English keeps


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Modules of ours that a module imports, without the package's name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name"
            if node.module == "entente":
                yield from (alias.name for alias in node.names)
            elif (node.module or "").startswith("entente."):
                yield (node.module or "").removeprefix("entente.")
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.removeprefix("entente.") for alias in node.names if alias.name.startswith("entente.")
            )


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Strings of a module that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_keep_to_the_plan(path: Path) -> None:
    home = name(path).partition(".")[0]
    for module in imports(path):
        other = module.partition(".")[0]
        if home in STAGES:
            assert other == home or other in BELOW, f"the stage {home} imports {module}"
        elif home == "model":
            assert other in ("model", "errors"), f"model imports {module}"
        elif home in BELOW:
            assert other in BELOW, f"{home} imports {module}"
        if home not in ("cli", "__main__"):
            assert other != "cli", f"{home} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_language_in_python(path: Path) -> None:
    packs = {folder.name for folder in (ROOT / "packs").iterdir() if not folder.name.startswith("_")}
    for line, text in literals(path):
        assert text not in packs, f"{path}:{line}: the code of a language"
        foreign = {word for word in WORD.findall(text) if not word.isascii()} - ENGLISH
        assert not foreign, f"{path}:{line}: words of a language: {foreign}"


@pytest.mark.parametrize("path", [path for path in MODULES if not name(path).startswith("cli")], ids=name)
def test_only_the_command_prints_and_exits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "exit", "quit")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in {("sys", "exit"), ("sys", "stdout"), ("sys", "stderr")}


def test_packs_and_corpus_hold_no_python() -> None:
    assert not list((ROOT / "packs").rglob("*.py"))
    assert not list((ROOT / "corpus").rglob("*.py"))

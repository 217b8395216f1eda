"""What the documents promise: files they name exist, commands they show run, examples in docstrings hold."""

import doctest
import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import entente

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
REPORT = ROOT / "src" / "entente" / "corpus" / "texts" / "fr-03.txt"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if "entente " in line]


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_of_the_readme_run(line: str, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(REPORT.read_bytes())
    (tmp_path / "reports.jsonl").write_text('{"id": "a", "text": "Rien."}\n', "utf-8")
    run = line.replace("entente ", f"{shlex.quote(sys.executable)} -m entente ")
    done = subprocess.run(run, shell=True, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_python_of_the_readme_runs() -> None:
    for block in blocks("python"):
        subprocess.run([sys.executable, "-c", block], capture_output=True, check=True, timeout=60)


def test_examples_in_docstrings_hold() -> None:
    for path in sorted(Path(entente.__file__).parent.rglob("*.py")):
        if ">>> " in path.read_text("utf-8"):
            parts = path.relative_to(ROOT / "src").with_suffix("").parts
            module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
            assert doctest.testmod(module).failed == 0, module

"""What the documents promise: files they name exist, commands they show run, examples in docstrings hold."""

import doctest
import importlib
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import entente
from entente.cli.arguments import parser
from tests.conftest import Ran
from tests.reading.test_adapters import TRAVELS, VISITS
from tests.reading.test_files import PAGE, RSS, pdf

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
REGISTER = (ROOT / "docs" / "register.md").read_text("utf-8")
REPORT = ROOT / "src" / "entente" / "corpus" / "texts" / "fr-03.txt"


def blocks(language: str, page: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


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


def test_commands_of_the_register_page_run_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Callable[..., Ran]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTENTE_REGISTER", raising=False)
    corpus = ROOT / "src" / "entente" / "corpus"
    visits = VISITS.replace("soon", "2001-02-03")
    for name, content in {"page.html": PAGE, "feed.xml": RSS, "visits/data/2000.xml": visits, "travels/a.xml": TRAVELS,
                          "rows.jsonl": '{"id": "a", "text": "Rien."}'}.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "notice.pdf").write_bytes(pdf("Rabat, a notice of some length."))
    (tmp_path / "report.txt").write_bytes(REPORT.read_bytes())
    for kind, folder, ending in (("texts", "reports", "txt"), ("gold", "gold", "json")):
        (tmp_path / folder).mkdir()
        for id in ("fr-01", "fr-02", "ar-01"):
            (tmp_path / folder / f"{id}.{ending}").write_bytes((corpus / kind / f"{id}.{ending}").read_bytes())
    lines = [line for block in blocks("sh", REGISTER) for line in block.splitlines()]
    for line in lines:
        words = shlex.split(re.sub(r"\s#\s.*", "", line))
        assert words[0] == "entente", line
        if "://" in line:
            parser().parse_args(words[1:])
            continue
        if "e-k7xq2" in words:
            found = command("search", "--kind", "meeting", "--country", "TR", "--json").out.splitlines()
            words[words.index("e-k7xq2")] = json.loads(found[0])["id"]
        ran = command(*words[1:])
        assert ran.code == 0, f"{line}: {ran.err}"


def test_every_command_of_the_register_has_an_example() -> None:
    shown = "\n".join(blocks("sh", REGISTER))
    for name in re.findall(r'command\(\s*"(\w+)"', (ROOT / "src/entente/cli/register/arguments.py").read_text("utf-8")):
        assert f"entente {name}" in shown, name


@pytest.mark.parametrize("page", [README, REGISTER], ids=["readme", "register"])
def test_python_of_the_pages_runs(page: str) -> None:
    for block in blocks("python", page):
        subprocess.run([sys.executable, "-c", block], capture_output=True, check=True, timeout=60)


def test_examples_in_docstrings_hold() -> None:
    for path in sorted(Path(entente.__file__).parent.rglob("*.py")):
        if ">>> " in path.read_text("utf-8"):
            parts = path.relative_to(ROOT / "src").with_suffix("").parts
            module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
            assert doctest.testmod(module).failed == 0, module

"""Makes the pictures of the pages from a register of the corpus: `make demo`, then
`python docs/images/screens.py`. Needs `entente[browser]` and a Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

PORT = 8399
SCROLLED_MS = 800
PAGES = {
    "review": "/documents/ar-01#e1.when",
    "partners": "/partners/MA/TR",
    "map": "/map",
    "timeline": "/timeline",
}
FOLDER = Path(__file__).parent


def main() -> None:
    command = [sys.executable, "-m", "entente", "serve", "--register", "demo.db", "--port", str(PORT)]
    server = subprocess.Popen([*command, "--author", "Samira"])
    try:
        time.sleep(3)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en")
            for name, path in PAGES.items():
                page.goto(f"http://127.0.0.1:{PORT}{path}")
                page.wait_for_timeout(SCROLLED_MS)
                page.screenshot(path=FOLDER / f"{name}.png")
            browser.close()
    finally:
        server.terminate()


if __name__ == "__main__":
    main()

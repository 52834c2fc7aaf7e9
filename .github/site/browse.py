"""Try the browser edition: python .github/site/browse.py OUT [--chromium PROGRAM].

Opens what build.py wrote as a reader would, in headless Chromium, which reaches no
address but this machine's own. Each chapter that the first page offers to run is run,
and compared with what is saved; each page to read is looked at on a narrow screen.
Ends with 1, and says why, if something is amiss.
"""

import argparse
import functools
import http.server
import json
import re
import threading
import time
from pathlib import Path

from build import OFFERED, ROOT, SECONDS
from playwright.sync_api import Error, sync_playwright

# What may differ from the saved prints, and nothing else: WebAssembly gives no
# overflow warnings, and another ratio of times; and Matplotlib says at its first
# import that it looks for fonts.
DIFFERS = {
    "01_sigmoid": {
        "x = -710.0: 0.0e+00 overflow encountered in exp": "x = -710.0: 0.0e+00"
    },
    "06_elu": {
        "1000     1.0e+03   1.0e+03         1": "1000     1.0e+03   1.0e+03         0"
    },
}
FONTS = "Matplotlib is building the font cache; this may take a moment."

PATIENCE = 3  # times what a chapter took; a machine in the cloud may be slow
CELLS = """() => [...document.querySelectorAll(".jp-CodeCell")].map(cell => {
  const texts = kind => [...cell.querySelectorAll(
    `.jp-RenderedText[data-mime-type="application/vnd.jupyter.${kind}"]`
  )].map(text => text.innerText);
  return {
    prompt: cell.querySelector(".jp-InputPrompt").innerText,
    printed: texts("stdout").join(""),
    wrong: [...texts("stderr"), ...texts("error")].join(""),
    widths: [...cell.querySelectorAll(".jp-OutputArea img")].map(i => i.naturalWidth),
  };
})"""
PAGE = """() => ({
  width: document.documentElement.scrollWidth,
  widths: [...document.images].map(image => image.naturalWidth),
  mute: [...document.images].filter(image => !image.alt).length,
  formulas: document.querySelectorAll("mjx-container").length,
  wrong: document.querySelectorAll("mjx-merror, [data-mjx-error]").length,
  text: document.body.innerText,
})"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve files, and say nothing."""

    def log_message(self, *args):
        """Say nothing."""


def serve(folder):
    """Serve a folder on this machine alone; return its address."""
    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def saved(name):
    """Return what each code cell of a chapter printed and drew, and if it moves."""
    path = ROOT / "notebooks" / f"{name}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    found = []
    for cell in cells:
        if cell["cell_type"] == "code":
            prints = ["".join(o.get("text", "")) for o in cell["outputs"]]
            figures = sum("image/png" in o.get("data", {}) for o in cell["outputs"])
            slider = "interactive" in cell["metadata"].get("tags", [])
            found.append(
                {"printed": "".join(prints), "figures": figures, "slider": slider}
            )
    return found


def differences(cells, expected, differs):
    """Yield what is amiss with a chapter's cells; `differs` maps lines that may."""
    if len(cells) != len(expected):
        yield f"{len(cells)} code cells, not {len(expected)}"
    for number, (cell, want) in enumerate(zip(cells, expected, strict=False), 1):
        lines = cell["printed"].rstrip().splitlines()
        if any(line.startswith(",") for line in lines):
            yield f"cell {number}: a printed line opens with a comma"
        if wrong := cell["wrong"].replace(FONTS, "").strip():
            yield f"cell {number}: {wrong[:2000]}"
        if 0 in cell["widths"]:
            yield f"cell {number}: a figure is broken"
        if want["slider"]:
            continue
        wanted = want["printed"].rstrip().splitlines()
        wanted = [differs.get(line, line) for line in wanted]
        if lines != wanted:
            yield f"cell {number}: printed {lines}, not {wanted}"
        if len(cell["widths"]) != want["figures"]:
            yield f"cell {number}: {len(cell['widths'])} figures, not {want['figures']}"


def choose(page, menu, entry):
    """Choose an entry of a menu."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=entry, exact=True).click()


def run_all(page, patience):
    """Run the cells; return what they show when all are done, or some were dropped."""
    choose(page, "Run", "Run All Cells")
    for _ in range(2 * patience):
        page.wait_for_timeout(500)  # time.sleep would stop JupyterLite's own worker
        cells = page.evaluate(CELLS)
        prompts = "".join(cell["prompt"] for cell in cells)
        if re.search(r"\d", prompts) and "*" not in prompts:
            return cells
    raise TimeoutError(f"not done after {patience} seconds: {prompts}")


def move(page):
    """Yield what is amiss after a slider was moved."""
    handle = page.locator(".noUi-handle").first
    picture = page.locator(".jp-CodeCell", has=handle).locator("img").first
    before = picture.get_attribute("src")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=5)
    page.mouse.up()
    for _ in range(40):
        page.wait_for_timeout(250)
        if picture.count() and picture.get_attribute("src") != before:
            page.wait_for_timeout(500)
            if not picture.evaluate("image => image.naturalWidth"):
                yield "the picture under the slider is broken"
            return
    yield "a slider was moved, and the picture stayed"


def chapter(page, address, name):
    """Yield what is amiss with a chapter that is run."""
    start, expected = time.time(), saved(name)
    page.goto(f"{address}notebooks/index.html?path={name}.ipynb")
    page.wait_for_selector(".jp-CodeCell")
    page.wait_for_timeout(2000)
    for fault in differences(page.evaluate(CELLS), expected, {}):
        yield f"as opened, {fault}"
    choose(page, "Edit", "Clear Outputs of All Cells")
    cells = run_all(page, PATIENCE * max(OFFERED, SECONDS[name[:2]]))
    print(f"{name}: {time.time() - start:.0f} seconds", flush=True)
    page.wait_for_timeout(1000)
    for number, cell in enumerate(cells, 1):
        if cell["prompt"].strip(" :[]") != str(number):
            yield f"cell {number} was not run"
    differs = DIFFERS.get(name, {})
    yield from differences(page.evaluate(CELLS), expected, differs)
    if any(cell["slider"] for cell in expected):
        yield from move(page)


def reading(page, address, name):
    """Yield what is amiss with a page to read."""
    page.goto(f"{address}read/{name}.html")
    page.wait_for_function("window.MathJax?.startup?.promise", timeout=30000)
    page.evaluate("MathJax.startup.promise.then(() => 0)")
    seen, expected = page.evaluate(PAGE), saved(name)
    yield from narrow(seen)
    if len(seen["widths"]) != sum(cell["figures"] for cell in expected):
        yield f"{len(seen['widths'])} figures"
    if seen["wrong"] or "$$" in seen["text"]:
        yield "a formula is not set"
    for cell in expected:
        if cell["printed"].strip() not in seen["text"]:
            yield f"not on the page: {cell['printed']}"


def narrow(seen):
    """Yield what is amiss with any page on a narrow screen."""
    if seen["width"] > 390:
        yield f"{seen['width']} pixels wide"
    if 0 in seen["widths"]:
        yield "a figure is broken"
    if seen["mute"]:
        yield "a figure has no words"


def visit(browser, address, look, name="", width=1280):
    """Return what is amiss with one page, and whom it asked."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked = set()
    page.on("request", lambda request: asked.add(request.url))
    faults = []
    try:
        faults.extend(look(page, address, name))
    except (Error, TimeoutError) as error:
        faults.append(str(error))
    page.close()
    local = (address, address.replace("http", "ws"), "data:", "blob:")
    faults += [f"asked for {url}" for url in asked if not url.startswith(local)]
    return [f"{name or 'index'}: {fault}" for fault in faults]


def index(page, address, _):
    """Yield what is amiss with the first page."""
    page.goto(address)
    yield from narrow(page.evaluate(PAGE))
    for link in page.evaluate("[...document.links].map(link => link.href)"):
        if page.request.get(link).status != 200:
            yield f"a link leads nowhere: {link}"


def main():
    """Read the command line, visit the site, tell what is amiss."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="what build.py wrote")
    parser.add_argument("--chromium", help="the browser; by default Playwright's own")
    parser.add_argument(
        "--all", action="store_true", help="run what is not offered, too"
    )
    chosen = parser.parse_args()
    address = serve(chosen.out)
    first = (chosen.out / "index.html").read_text(encoding="utf-8")
    pages = re.findall(r"read/(\w+)\.html", first)
    offered = pages if chosen.all else re.findall(r"path=(\w+)\.ipynb", first)
    only_here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chosen.chromium, args=["--no-sandbox", only_here]
        )
        faults = visit(browser, address, index, width=390)
        for name in pages:
            faults += visit(browser, address, reading, name, width=390)
        for name in offered:
            faults += visit(browser, address, chapter, name)
    if faults or not offered:
        raise SystemExit("\n".join(faults) or "no chapter is offered")
    print(f"{len(offered)} chapters ran, {len(pages)} pages were read: as saved")


if __name__ == "__main__":
    main()

"""What a teacher hands out, made from the notebooks: python tests/handouts.py

ATLAS.md is the atlas of mistakes, from `utils.exercises`. To be printed are
predictions.html, the sheet of predictions; ninety_minutes.html, those of the class that
TEACHING.md lays out; and quizzes.html, the quizzes of TEACHING.md. refresh.py calls
this, and a test says if they are old.
"""

import ast
import html
import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from tests.notebook_rules import CHAPTERS, handed_in, read  # noqa: E402

ATLAS = ROOT / "notebooks" / "ATLAS.md"
SHEET = ROOT / "notebooks" / "predictions.html"
NINETY = ROOT / "notebooks" / "ninety_minutes.html"
QUIZZES = ROOT / "notebooks" / "quizzes.html"
TEACHING = ROOT / "notebooks" / "TEACHING.md"


def mistakes(path):
    """Return the wrong answers of a chapter's exercises, as text, with their replies.

    The answers are functions, so their text is taken from the source.
    """
    found = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict):
            for key, call in zip(node.keys, node.values, strict=True):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "Exercise":
                    (pairs,) = (k.value for k in call.keywords if k.arg == "mistakes")
                    found[key.value] = [_pair(pair) for pair in pairs.elts]
    return found


def _pair(node):
    answer, sentence = node.elts
    text = ast.unparse(answer.body if isinstance(answer, ast.Lambda) else answer)
    return text, ast.literal_eval(sentence)


def tasks(notebook):
    """Return the title and the task of each exercise of a chapter, by its name."""
    found, task = {}, ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            task = cell.source
        for name, _ in handed_in(cell):
            title, _, words = task.partition("\n")
            words = re.sub(r"\(?\[[Ss]olution[^]]*\]\([^)]*\)\)?", "", words).strip()
            found[name] = title.removeprefix("### "), words
    return found


def atlas():
    """Return the atlas of mistakes, in Markdown."""
    lines = [
        "# The atlas of mistakes",
        "",
        "What learners hand in, and the sentence with which `check` answers: for a "
        "teacher who walks through the room. It is made from "
        "[utils/exercises/](../utils/exercises/) by `python tests/handouts.py`; to "
        "change it, change that.",
    ]
    for path in CHAPTERS:
        known = tasks(read(path))
        table = ROOT / "utils" / "exercises" / f"chapter_{int(path.name[:2])}.py"
        for name, pairs in (mistakes(table) if known else {}).items():
            title, words = known[name]
            lines += ["", f"## {title}", "", words.split("\n\n")[0], ""]
            lines += ["| They hand in | What helps |", "|---|---|"]
            for answer, sentence in pairs:
                sentence = re.sub(r"{[^}]*}", "…", sentence).replace("|", "\\|")
                lines.append(f"| `{answer}` | {sentence} |".replace(" | `|", "|"))
    return "\n".join(lines).replace("`…`", "…") + "\n"


BOX = re.compile(r"^> \*\*Predict\.\*\* ?((?:.*\n?)(?:>.*\n?)*)", re.MULTILINE)


class Prediction(NamedTuple):
    """A question to the reader, and the answer that the text gives to it."""

    question: str
    answer: str


def predictions(notebook):
    """Return the predictions that a chapter asks for, in order."""
    found, question = [], ""
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        # The first bold words after the cell, in no box of their own.
        bold = re.search(r"^(?!>).*?\*\*(.+?)\*\*", cell.source, re.MULTILINE)
        if question and bold:
            found.append(Prediction(question, bold[1]))
            question = ""
        for box in BOX.findall(cell.source):
            if question:
                found.append(Prediction(question, ""))
            question = re.sub(r"^> ?", "", box, flags=re.MULTILINE).strip()
    return [*found, Prediction(question, "")] if question else found


PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>{title}: From Sigmoid to ELU</title>
<style>
body {{ font: 11pt/1.35 Georgia, serif; max-width: 46em; margin: 2em auto; }}
h2 {{ break-after: avoid; font-size: 1.15em; margin: 1.2em 0 0.3em; }}
li {{ break-inside: avoid; margin: 0.4em 0; }}
.room {{ border-bottom: 1px solid #999; display: block; height: 1.9em; }}
section + section {{ break-before: page; }}
.answers li {{ margin: 0.15em 0; }}
</style>
<main>
{parts}
</main>
</html>
"""
ANSWERS = '<section class="answers">'


def _page(title, parts):
    """Return a page to be printed, each part on a sheet of its own, answers last."""
    openings = ["<section>"] * (len(parts) - 1) + [ANSWERS]
    sheets = zip(openings, parts, strict=True)
    sections = (f"{opening}\n{part}\n</section>" for opening, part in sheets)
    return PAGE.format(title=title, parts="\n".join(sections))


def sheet():
    """Return the sheet of predictions as a page to be printed."""
    questions, answers = [], []
    for path in CHAPTERS:
        notebook = read(path)
        title = notebook.cells[0].source.partition("\n")[0].removeprefix("# ")
        if asked := predictions(notebook):
            questions.append(
                _list(title, [f"{_html(p.question)}{ROOM}" for p in asked])
            )
            answers.append(_list(title, [_html(p.answer) for p in asked]))
    asked = "\n".join([INVITATION, *questions])
    return _page("Predictions", [asked, "\n".join([OUTCOME, *answers])])


POLLED = re.compile(r"\[Predict (\d)\.(\d)")


def polled(text):
    """Return the predictions that a text polls by their numbers."""
    places = POLLED.findall(text)
    return [predictions(read(CHAPTERS[int(n)]))[int(k) - 1] for n, k in places]


def ninety():
    """Return the predictions that the guide's ninety minutes poll, on one sheet."""
    found = polled(TEACHING.read_text(encoding="utf-8"))
    asked = _items(f"{_html(p.question)}{ROOM}{ROOM}" for p in found)
    told = _items(_html(p.answer) for p in found)
    parts = f"{INVITATION}\n{asked}", f"{OUTCOME}\n{told}"
    return _page("Ninety minutes", parts)


INVITATION = """<h1>What do you think will happen?</h1>
<p>Write it down before you read on. A wrong guess that you wrote down teaches more
than a right one that you only nearly had.</p>"""
OUTCOME = "<h1>What did happen</h1>"
ROOM = '<span class="room"></span>'


def _list(title, items, heading="h2"):
    return f"<{heading}>{html.escape(title)}</{heading}>\n{_items(items)}"


def _items(items):
    lines = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ol>\n{lines}\n</ol>"


def _html(text):
    """Return a line of Markdown as HTML, its formulas as they are read out."""
    text = html.escape(text)
    text = re.sub(r"`([^`]*)`", r"<code>\1</code>", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\$([^$]*)\$", lambda m: f"<i>{_plain(m[1])}</i>", text)


def _plain(formula):
    signs = {r"\sigma": "σ", r"\beta": "β", r"\alpha": "α", r"\kappa": "κ"}
    signs |= {
        r"\tfrac12": "½",
        r"\,": " ",
        r"\lambda": "λ",
        r"\Phi": "Φ",
        "{": "",
        "}": "",
    }
    for sign, letter in signs.items():
        formula = formula.replace(sign, letter)
    return formula


NUMBER = "<p>My number, the same both times: ________</p>"
QUESTION = re.compile(r"^\d\. (.*?) \*\((.*)\)\*$", re.MULTILINE)
OPTION = re.compile(r"(?: ·)? <b>([a-d])</b>")


def quizzes():
    """Return the guide's quizzes as pages to be printed, without their answers."""
    text = TEACHING.read_text(encoding="utf-8")
    sheets, answers = [], ["<h1>The answers, and what the others think</h1>"]
    for title in ("Quiz before", "Quiz after"):
        part = re.search(rf"^## {title}$(.*?)^##", text, re.MULTILINE | re.DOTALL)[1]
        asked, told = zip(*QUESTION.findall(part), strict=True)
        items = [OPTION.sub(r"<br>\n☐ <b>\1</b>", _html(words)) for words in asked]
        sheets.append(f"{NUMBER}\n{_list(title, items, 'h1')}")
        answers.append(_list(title, map(_html, told)))
    return _page("Quizzes", [*sheets, "\n".join(answers)])


HANDOUTS = {ATLAS: atlas, SHEET: sheet, NINETY: ninety, QUIZZES: quizzes}


def write():
    """Write what is not current; yield each file, and whether it changed."""
    for path, make in HANDOUTS.items():
        text = make()
        same = path.exists() and path.read_text(encoding="utf-8") == text
        if not same:
            path.write_text(text, encoding="utf-8", newline="\n")
        yield path, not same


if __name__ == "__main__":
    for path, changed in write():
        print(f"{path.relative_to(ROOT)}: {'new' if changed else 'as it was'}")

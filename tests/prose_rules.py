"""The rule for prose: every number that could go stale stands in a cell near by."""

import ast
import re
from itertools import pairwise
from typing import NamedTuple

import nbformat

from tests.reading_rules import solutions_of

NUMBER = re.compile(
    r"(?<![\w.^{])(?P<sign>(?<![)\]])[-+])?"
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d+)?)"
    r"(?![\w^]|\.\d)(?P<percent> ?%)?"
)
# What is a choice, a name or a reference, and no result.
FREE = re.compile(
    r"^> \*\*Predict\.\*\*.*(?:\n>.*)*"
    r"|^#.*$"
    r"|^\*\d+ minutes[^.]*\."  # reading_rules.py computes them
    r"|\]\([^)]*\)|\[\d\. "
    r"|`[^`]*`"
    r"|\b[A-Z]\w*-\d+\b"  # GPT-2
    r"|\$\$[^$]*\$\$|\$[^$]*\$"
    r"|\b(?:[Cc]hapters?|[Ee]xercises?|[Ff]igures?|[Ii]tems?|Python|Solution to) "
    r"\d+(?:\.\d)?(?:(?:, | and | or | to )\d+(?:\.\d)?)*",
    re.MULTILINE,
)
SETTING = re.compile(r"\$[^$=<>\n]*[=<>] *(-?[\d.,]+)\$")  # $w = 4$, but not $w + 4$
LISTING = re.compile(  # code that `source` prints
    r"^(?:def|class) .*(?:\n(?:[ )].*)?)*", re.MULTILINE
)
TWINS = re.compile(  # 98% or 98%
    r"(?<![\w.−-])(\d[\d.,]*(?:e-?\d+)?%?) (?:or|to|against) \1(?![\w.%])"
)


class Number(NamedTuple):
    """A number as it is written, and what that means."""

    text: str
    value: float
    unit: float  # of its last digit
    sign: str
    is_percent: bool
    around: str  # the words before and after it
    place: tuple[int, int]  # where it starts and ends

    @property
    def is_small(self):
        """Whether it is a whole number with a single digit."""
        return self.is_whole and abs(self.value) < 10

    @property
    def is_whole(self):
        return self.unit == 1 and "e" not in self.text and not self.is_percent

    def is_near(self, values):
        """Whether one of them, rounded as this number is, would read the same."""
        return any(abs(v - self.value) <= 0.5000001 * self.unit for v in values)


def numbers(text):
    for match in NUMBER.finditer(text.replace("−", "-")):
        digits, sign = match["digits"].replace(",", ""), match["sign"] or ""
        mantissa, _, exponent = digits.partition("e")
        unit = 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
        value, percent = float(sign + digits), bool(match["percent"])
        around = text[max(match.start() - 30, 0) : match.end() + 20]
        yield Number(match[0], value, unit, sign, percent, around, match.span())


def is_figure(output):
    return "image/png" in output.get("data", {})


def printed(cells):
    """Yield the numbers that the cells print; a figure prints none."""
    for output in (output for cell in cells for output in cell.outputs):
        if output.output_type == "stream":
            yield from numbers(LISTING.sub("", output.text))
        elif not is_figure(output):
            yield from numbers(output.get("data", {}).get("text/plain", ""))


def listed(cells):
    """Yield the numbers of the code that the cells print."""
    for output in (output for cell in cells for output in cell.outputs):
        for code in LISTING.findall(output.get("text", "")):
            yield from (number.value for number in numbers(code))


def settings(cells):
    """Yield the numbers of the code, but not those of its comments and strings."""
    for cell in cells:
        nodes = list(ast.walk(ast.parse(cell.source)))
        minus = [n for n in nodes if isinstance(getattr(n, "op", None), ast.USub)]
        negative = {node.operand for node in minus}
        for node in nodes:
            value = getattr(node, "value", None)
            if type(value) in (int, float):  # a bool is no number here
                yield -value if node in negative else value


def draws(cell):
    """Whether the numbers in the code of a cell are mostly places and sizes."""
    is_slider = "interactive" in cell.metadata.get("tags", [])
    return is_slider or any(map(is_figure, cell.outputs))


def is_vouched_for(number, results, given):
    """Whether the number is a result that was printed, or given as a setting."""
    if number.is_percent:
        if number.is_near(r.value for r in results if r.is_percent):
            return True
        number = number._replace(value=number.value / 100, unit=number.unit / 100)
    same_kind = [r.value for r in results if number.is_whole or not r.is_percent]
    exact = number._replace(unit=1e-12)
    return number.is_near(same_kind) or exact.is_near(given)


def results(text, found):
    """Return those of a text's numbers that are told as results.

    What is in bold is, and what stands in a range, 18 to 22, but for -1 to 1.
    """
    bold = [match.span() for match in re.finditer(r"\*\*[^*]+\*\*", text)]
    told = {n for n in found for a, b in bold if a < n.place[0] < b}
    for pair in pairwise(found):
        between = text[pair[0].place[1] : pair[1].place[0]]
        if between in (" to ", "–"):
            told |= {number for number in pair if not number.is_small}
    return told


def claims(markdown):
    """Yield the numbers of a paragraph that have to be vouched for, and if as results.

    Small whole numbers are mostly counts of what one sees, and always somewhere
    near by, unless they are told as results.
    """
    text = FREE.sub(" ", SETTING.sub(r" \1 ", markdown.replace("−", "-")))
    found = list(numbers(text))
    told = results(text, found)
    for number in found:
        is_year = number.text.isdigit() and 1900 <= number.value <= 2099
        is_count = number.is_small and not number.sign
        if not is_year and (not is_count or number in told):
            yield number, number in told


def cells_of_solution(path, exercise):
    """Return the code cells that solve an exercise of a chapter."""
    cells, here = [], False
    for cell in nbformat.read(path.parent / solutions_of(path), 4).cells:
        if cell.cell_type == "markdown" and "## " in cell.source:
            here = f"## {exercise} " in cell.source
        elif cell.cell_type == "code" and here:
            cells.append(cell)
    return cells


def alt_texts(cell):
    """Yield what is said of a cell's figures, but not what an f-string puts in.

    That cannot go stale.
    """
    figures = [output for output in cell.outputs if is_figure(output)]
    saved = [f.metadata.get("image/png", {}).get("alt", "") for f in figures]
    calls = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Call)]
    alts = [c.args[1] for c in calls if ast.unparse(c.func) == "show" and c.args[1:]]
    if any(not isinstance(alt, ast.Constant | ast.JoinedStr) for alt in alts):
        alts = []
    if len(alts) != len(saved):
        yield from saved
        return
    for alt in alts:
        parts = getattr(alt, "values", [alt])
        yield "".join(p.value if isinstance(p, ast.Constant) else "…" for p in parts)


def passages(notebook, path):
    """Yield each text, the cells that may vouch for its numbers, and their code.

    A text is a markdown cell, or the alt text of a figure. For the key points and for
    an alt text no code vouches: what is typed can go stale there unseen.
    """
    everything = [c for c in notebook.cells if c.cell_type == "code"]
    seen, is_end, chapter = 0, False, ""
    for cell in notebook.cells:
        seen += cell.cell_type == "code"
        near = everything if is_end else everything[max(seen - 4, 0) : seen + 2]
        if cell.cell_type == "code":
            for alt in alt_texts(cell):
                yield alt, near, []
            continue
        for chapter in re.findall(r"^## (.*)", cell.source, re.MULTILINE):
            is_end |= chapter == "Key points"
        near = everything if is_end else near
        code = [] if chapter == "Key points" else [c for c in near if not draws(c)]
        if task := re.match(r"### (\d\.\d) ", cell.source):
            solution = cells_of_solution(path, task[1])
            near, code = near + solution, code + solution
        yield cell.source, near, code


def prose_is_vouched_for(notebook, path):
    """Every number that could go stale stands in a cell near by.

    That is: each decimal, each percentage, each number with a sign, and each whole
    number from 10 on that is no year, in the text and in what is said of figures.
    It is printed near by, with the sign and rounded as in the prose, or it is a
    number of the code there. No code vouches for a number in bold, in a range (18 to
    22), in the key points or in what is said of figures; there, put it in with an
    f-string. Near by are the four code cells before the paragraph and the two after
    it; the key points may look at the whole chapter, and the task of an exercise at
    its solution. Predictions are free to be wrong, and formulas to be general.
    """
    for text, near, code in passages(notebook, path):
        shown, given = list(printed(near)), [*settings(code), *listed(code)]
        for number, is_result in claims(text):
            if not is_vouched_for(number, shown, [] if is_result else given):
                said, where = number.text, " ".join(number.around.split())
                yield f"no cell near by prints {said}, but the prose does: … {where} …"
        for said in TWINS.findall(text):
            yield f"{said} is set against {said}: one of the two is wrong"

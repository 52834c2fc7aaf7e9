"""If readers change the function that they write in a cell, later pictures change."""

import ast
import functools
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from tests.saved import CHAPTERS, read
from utils import experiments
from utils.activations import ACTIVATIONS, find_activation

WITH_A_FUNCTION = [p for p in CHAPTERS if p.name[:2] in ("01", "03", "04", "05", "06")]


def halved(function):
    @functools.wraps(function)
    def changed(*args, **kwargs):
        result = function(*args, **kwargs)
        if isinstance(result, tuple | list):
            return type(result)(value * 0.5 for value in result)
        return result * 0.5

    return changed


def level(function):
    return 1 + np.tanh(np.mean(np.abs(function(np.linspace(-3, 3, 13)))))


# What stands for training and measuring takes no time, and hangs on the function alone.
def losses(activation, depth=8, *, seeds=range(3), epochs=10, **other):
    f = find_activation(activation).function
    return level(f) * 0.6 ** np.arange(epochs) + 0.01 * np.arange(len(seeds))[:, None]


def layers(activation, depth=8, *, seeds=range(5), **other):
    a, rows = find_activation(activation), np.ones((len(seeds), 1))
    gradient = level(a.grad) ** -np.arange(depth, 0, -1) * rows
    mean = level(a.function) ** np.arange(depth) * rows
    return {"gradient": gradient, "mean": mean, "std": rows * np.ones(depth)}


def units(f, f_grad, learning_rate, steps, seed):
    return np.ones((steps + 1, 100, 100)) * level(f) - 1.5


def drawn_lines(place, source, name, decorator):
    """Run a cell with its function of that name decorated; return the lines drawn."""
    tree, found = ast.parse(source), []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            node.decorator_list.append(ast.Name("_decorator", ast.Load()))

    def show():
        axes = (ax for number in plt.get_fignums() for ax in plt.figure(number).axes)
        found.extend(line.get_xydata() for ax in axes for line in ax.lines)
        plt.close("all")

    place["_decorator"] = decorator
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plt, "show", show)
        patch.setattr(experiments, "train_networks", losses)
        patch.setattr(experiments, "measure_layers", layers)
        patch.setattr(experiments, "train_units", units)
        exec(compile(ast.fix_missing_locations(tree), "cell", "exec"), place)
    return found


def moves(cells, name):
    """Say if a change of a function moves a line, on the bench and elsewhere."""
    as_it_is, changed, moved, on_bench = {}, {}, {True: False, False: False}, False
    with plt.rc_context():
        for cell in cells:
            if cell.cell_type == "markdown":
                for heading in re.findall("^## .*", cell.source, re.MULTILINE):
                    on_bench = heading == "## On the test bench"
            elif not all(moved.values()):
                old = drawn_lines(as_it_is, cell.source, name, lambda f: f)
                new = drawn_lines(changed, cell.source, name, halved)
                moved[on_bench] |= not all(map(np.array_equal, old, new))
    return moved


def main_function(cells):
    """Return the name of the first activation function that a chapter writes."""
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    names = re.findall(r"^def (\w+)", "\n".join(code), re.MULTILINE)
    return next((name for name in names if name in ACTIVATIONS), names[0])


@pytest.mark.parametrize("path", WITH_A_FUNCTION, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")  # of what the changed function does
def test_a_change_of_the_chapters_function_moves_pictures(path):
    cells = read(path).cells
    has_a_bench = not path.name.startswith("01")
    assert moves(cells, main_function(cells)) == {False: True, True: has_a_bench}

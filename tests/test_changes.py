"""If readers change the function that they write in a cell, later pictures change."""

import ast
import functools

import matplotlib.pyplot as plt
import numpy as np
import pytest

from tests.notebook_rules import SECOND_EDITION, code_cells, read
from utils import experiments
from utils.activations import find_activation

WITH_A_FUNCTION = [p for p in SECOND_EDITION if not p.name.startswith("02")]


def halved(function):
    @functools.wraps(function)
    def changed(*args, **kwargs):
        result = function(*args, **kwargs)
        if isinstance(result, tuple | list):
            return type(result)(value * 0.5 for value in result)
        return result * 0.5

    return changed


def losses_without_training(activation, depth=8, *, seeds=range(3), epochs=10, **other):
    """Return losses that fall, and that hang on the function alone."""
    f = find_activation(activation).function
    level = 1 + np.tanh(np.mean(np.abs(f(np.linspace(-3, 3, 13)))))
    return level * 0.6 ** np.arange(epochs) + 0.01 * np.arange(len(seeds))[:, None]


def shown(place, source, name, decorator):
    """Run a cell with its functions of that name decorated; return its pictures."""
    tree, pictures = ast.parse(source), []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            node.decorator_list.append(ast.Name("_decorator", ast.Load()))

    def show():
        for number in plt.get_fignums():
            canvas = plt.figure(number).canvas
            canvas.draw()
            pictures.append(np.asarray(canvas.buffer_rgba()).copy())
        plt.close("all")

    place["_decorator"] = decorator
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plt, "show", show)
        patch.setattr(experiments, "train_networks", losses_without_training)
        exec(compile(ast.fix_missing_locations(tree), "cell", "exec"), place)
    return pictures


def first_change(sources, name):
    """Return the number of the first picture that a change of a function moves."""
    place, changed, seen = {}, {}, 0
    with plt.rc_context():
        for source in sources:
            before = shown(place, source, name, lambda f: f)
            after = shown(changed, source, name, halved)
            for old, new in zip(before, after, strict=True):
                seen += 1
                if not np.array_equal(old, new):
                    return seen
    return None


def first_function(sources):
    nodes = (node for source in sources for node in ast.parse(source).body)
    names = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    assert names, "the chapter defines no function"
    return names[0]


@pytest.mark.parametrize("path", WITH_A_FUNCTION, ids=lambda path: path.stem)
def test_a_change_of_the_first_function_moves_a_picture(path):
    sources = [cell.source for cell in code_cells(read(path))]
    assert first_change(sources, first_function(sources))


CELLS = """
import matplotlib.pyplot as plt
from utils.activations import ACTIVATIONS, Activation
from utils.experiments import train_networks
from utils.plotting import style
---
def relu(z):
    return z * (z > 0)
---
plt.plot([1, 2])
plt.show()
---
plt.plot(train_networks(%s, epochs=3)[0], **style("relu"))
plt.show()
"""


@pytest.mark.parametrize(
    ("trained", "moved"),
    [('"relu"', None), ('Activation("relu", relu, ACTIVATIONS["relu"].grad)', 2)],
)
def test_whose_function_is_trained_is_seen(trained, moved):
    assert first_change((CELLS % trained).split("---\n"), "relu") == moved

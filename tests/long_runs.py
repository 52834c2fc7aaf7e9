"""The longer runs of chapters 7 to 9: python tests/long_runs.py [NAME ...]

Writes utils/runs/NAME.csv; on two cores each takes half an hour, and "bench" half a
minute. The functions that train and tune are taken from the cells of chapters 7 and 8;
here stands only what they are called with.
`test_long_runs.py` repeats a few of the runs.
"""

import ast
import csv
import sys
from pathlib import Path

import nbformat
import numpy as np

from utils.activations import ACTIVATIONS, Activation, relu
from utils.digits import load_digits
from utils.experiments import epochs_until, load_runs, side_by_side
from utils.network import make_network, train
from utils.report import best_runs

ROOT = Path(__file__).parents[1]


def functions_of(chapter):
    """Return what a chapter's cells import and define, and the digits."""
    (path,) = (ROOT / "notebooks").glob(f"{chapter}_*.ipynb")
    place, kinds = {}, ast.Import | ast.ImportFrom | ast.FunctionDef
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "code":
            nodes = [n for n in ast.parse(cell.source).body if isinstance(n, kinds)]
            exec(compile(ast.Module(nodes, []), str(path), "exec"), place)
    names = ("x", "labels", "test_x", "test_labels")
    place.update(zip(names, load_digits(), strict=True))
    return place


def bias_shift_settings():
    """Yield function, c, depth, rate, variant and mean, for chapter 7."""
    functions = (("relu", 2.93), ("elu", 1.55), ("tanh", 2.54))
    for depth in (4, 8, 16):
        variants = [("as it is", 0), ("mean off", 0), ("mean put in", 0.2)]
        variants += [("cancelled", 0.2), ("fast bias", 0.2)]
        if depth == 8:
            variants += [("cancelled", 0.1), ("fast bias", 0.1)]
            variants += [("cancelled", 0.3), ("fast bias", 0.3)]
            variants += [("running mean", 0), ("running mean", 0.2)]
        for rate in (0.03, 0.06, 0.1, 0.2):
            for name, c in functions:
                for variant, mean in variants:
                    yield name, c, depth, rate, variant, mean
            for variant in ("as it is", "mean off"):
                yield "relu", 2.0, depth, rate, variant, 0


def bias_shift_losses(place, setting, seed, epochs=16):
    """Return the losses of one network of chapter 7."""
    name, c, depth, rate, variant, mean = setting
    unit = ACTIVATIONS[name]
    if variant == "as it is":
        network = make_network([64, *[128] * depth, 10], c, seed)
        images, labels = place["x"], place["labels"]
        return train(images, labels, *network, *unit[1:3], epochs, rate, seed)
    options = {
        "mean off": {},
        "mean put in": {"mean": mean},
        "cancelled": {"mean": mean, "cancel": True},
        "fast bias": {"bias_speed": 1 + 128 * mean**2},
        "running mean": {"mean": mean, "follow": 0.1},
    }[variant]
    options |= {"depth": depth, "epochs": epochs}
    return place["train_with_mean"](unit, c, rate, seed, **options)


def bias_shift():
    """Return a row for each network of chapter 7."""
    place = functions_of("07")
    jobs = [(s, seed) for s in bias_shift_settings() for seed in range(5)]

    def run(job):
        losses = bias_shift_losses(place, *job)
        setting, seed = job
        return [*setting, seed, f"{epochs_until(losses):.2f}", f"{losses[-1]:.3g}"]

    head = "function c depth rate variant mean seed epochs loss".split()
    return [head, *side_by_side(run, jobs)]


LOWER = Activation("relu - 0.4", lambda z: relu(z) - 0.4, ACTIVATIONS["relu"].grad)

# Where the searches of chapter 8 begin: near the best, to save time.
ROOT_2 = 2**0.5
FUNCTIONS = dict.fromkeys(("relu", "leaky_relu", "gelu", "silu"), 2 * ROOT_2)
FUNCTIONS |= {"elu": 2.0, "selu": ROOT_2, "shifted_relu": 2.0, "tanh": 2.0}
HELPERS = {  # c and learning rate
    "plain": (2.0, 0.1),
    "momentum": (2.0, 0.1 / 8),
    "Adam": (2.0, 0.1 / 64 / ROOT_2),
    "residual": (0.5, 0.05),
    "batch norm": (2.0, 0.1),
    "layer norm": (2.0, 0.1),
}


def comparison_settings():
    """Yield helper, function, depth, and where the search begins, for chapter 8."""
    for depth in (4, 8, 16):
        for name, c in FUNCTIONS.items():
            yield "none", name, depth, c, 0.1 if depth < 16 else 0.05 * ROOT_2
    for helper, (c, rate) in HELPERS.items():
        for name in ("relu", "elu", "tanh", "relu - 0.4"):
            yield helper, name, 8, c, rate
    for depth in (4, 8, 16):
        yield "mean off", "relu", depth, 2 * ROOT_2, 0.1 if depth == 16 else 0.2
    for helper in ("mean 0.2", "mean 0.5"):
        yield helper, "relu", 8, 2 * ROOT_2, 0.1
        yield helper, "elu", 8, 2.0, 0.05
        yield helper, "tanh", 8, 4.0, 0.2


def comparison_run(place, helper, name, depth, c, rate, seed, epochs=20):
    """Return the losses and, without a helper, test accuracies of one network."""
    unit = LOWER if name == "relu - 0.4" else ACTIVATIONS[name]
    if helper == "none":
        return place["train_and_test"](unit, depth, c, rate, seed, epochs)
    if helper.startswith("mean"):
        mean = 0.0 if helper == "mean off" else float(helper.split()[1])
        options = {"mean": mean, "cancel": True, "depth": depth, "epochs": epochs}
        return place["train_with_mean"](unit, c, rate, seed, **options), [np.nan]
    losses = place["train_with"](helper, unit, c, rate, seed, depth, epochs)
    return losses, [np.nan]


def tuning():
    """Search; return a row for each setting that was tried, the best marked by 1."""
    place = functions_of("07") | functions_of("08")
    rows = [["helper", "function", "depth", "c", "rate", "epochs", "loss", "best"]]
    for helper, name, depth, c, rate in comparison_settings():
        epochs = {4: 8, 8: 8, 16: 10}[depth]

        def train_one(c, rate, seed, key=(helper, name, depth), epochs=epochs):
            return comparison_run(place, *key, c, rate, seed, epochs)[0]

        *best, scores = place["search"](train_one, c, rate)
        for (i, j), (median, loss) in sorted(scores.items()):
            at = c * 2 ** (i / 2), rate * 2 ** (j / 2)
            row = [helper, name, depth, f"{at[0]:.5g}", f"{at[1]:.5g}"]
            row += [f"{median:.2f}", f"{loss:.3g}"]
            rows.append([*row, int(np.allclose(at, best))])
    return rows


def comparison():
    """Return a row for each network that is judged, with the best of its tuning."""
    place = functions_of("07") | functions_of("08")
    tuned = load_runs("tuning")
    names = ["helper", "function", "depth", "c", "rate"]
    jobs = [(row, seed) for row in tuned[tuned["best"] == 1] for seed in range(10)]

    def run(job):
        row, seed = job
        setting = [row[name].item() for name in names]
        losses, right = comparison_run(place, *setting, seed)
        epochs = epochs_until(losses) + 0.5 * (setting[0] in HELPERS)
        result = [f"{epochs:.2f}", f"{losses[-1]:.3g}", f"{right[-1]:.4f}"]
        return [*setting, seed, *result]

    return [[*names, "seed", "epochs", "loss", "right"], *side_by_side(run, jobs)]


def bench():
    """Return a row for each epoch of the ReLU and ELU networks in each report."""
    rows = [["function", "depth", "rate", "seed", "epoch", "loss"]]
    for name in ("relu", "elu"):
        for depth, (rate, losses) in best_runs(name)[0].items():
            rows += [
                [name, depth, rate, seed, epoch, f"{loss:.4g}"]
                for seed, run in enumerate(losses)
                for epoch, loss in enumerate(run, 1)
            ]
    return rows


def main(names):
    """Make these runs, or all."""
    np.seterr(all="ignore")  # what diverges ends in nan
    for name in names or ("bias_shift", "tuning", "comparison", "bench"):
        rows = globals()[name]()
        path = ROOT / "utils" / "runs" / f"{name}.csv"
        with path.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1:])

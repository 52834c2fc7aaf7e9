"""A report on a function of the reader's own, as chapter 9 uses it."""

import io
import warnings
from contextlib import redirect_stdout
from pathlib import Path
from textwrap import fill

import matplotlib.pyplot as plt
import numpy as np

from utils.digits import load_digits
from utils.examine import Refusal, examine
from utils.experiments import (
    BENCH,
    bench_row,
    gradient_gain,
    load_runs,
    measure_layers,
    normal_mean,
    predict_gain,
    side_by_side,
    train_networks,
)
from utils.notebook import progress, table
from utils.plotting import plot_runs, style


def report(f, derivative=None, init=None, save=None):
    """Measure a function as the series measures its own; print and draw the results.

    Parameters
    ----------
    f : callable, Activation or str
        Of an array, acting on each number on its own; or a key of `ACTIVATIONS`.
    derivative : callable, optional
        By default, central differences.
    init : float, optional
        c, for initial weights of variance c / fan-in; by default 1 / E[f(z)^2].
    save : str, optional
        Where to write the report: the text as `save`.txt, the figure as `save`.png.

    Returns
    -------
    dict or None
        The numbers that the verdict rests on; None if f was refused, in a sentence.
    """
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            save = _place(save)
            with redirect_stdout(io.StringIO()):  # f may print
                a, facts = examine(f, derivative, init)
                layers, (best, at_one_rate) = measure_layers(a), best_runs(a)
            rivals = {name: _saved(name) for name in ("relu", "elu")}
            numbers = _measure(a, layers, best, rivals)
            row = bench_row(a, at_one_rate, layers=layers)
            text = io.StringIO()
            with redirect_stdout(text):
                _write(a, facts, numbers, row, best, rivals)
            print(text.getvalue(), end="")
            fig = _draw(a, layers, best, rivals)
    except Refusal as refusal:
        _say(f"No report: {refusal}")
        return None
    if save is not None:
        save.with_name(f"{save.name}.txt").write_text(text.getvalue(), encoding="utf-8")
        fig.savefig(save.with_name(f"{save.name}.png"))
    plt.show()
    return numbers


class _Numbers(dict):
    def _ipython_display_(self):
        """Show nothing below a cell: the report has said it all."""


def _place(save):
    if save is None:
        return None
    if not isinstance(save, str | Path):
        raise Refusal(f'save is the name of a file, as in save="mine", not {save!r}.')
    if not Path(save).name:
        raise Refusal('save is the name of a file, as in save="mine", and not empty.')
    if not Path(save).parent.is_dir():
        raise Refusal(f"there is no folder {Path(save).parent} to save the report in.")
    return Path(save)


def best_runs(activation):
    """Train at depths 1, 3 and 8, at the learning rate of three that suits it best.

    Seed 0 says which, after ten epochs, and three seeds whether 0.1 is as good. Returns
    two dicts by depth: a pair (rate, losses of three seeds), and the losses at 0.1.
    """
    best, at_one_rate = {}, {}
    for depth in progress([1, 3, 8]):

        def losses(rate, seeds, depth=depth):
            runs = train_networks(
                activation, depth, seeds=seeds, learning_rate=rate, epochs=10
            )
            return np.where(runs < 1000, runs, np.nan)  # diverged

        jobs = [(0.1, range(3)), (0.03, range(1)), (0.3, range(1))]
        found = side_by_side(lambda job, run=losses: run(*job), jobs)
        last = [np.nan_to_num(runs[0, -1], nan=np.inf) for runs in found]
        rate, runs = jobs[int(np.argmin(last))][0], found[0]
        if rate != 0.1:
            runs = losses(rate, range(3))
            if not np.median(runs[:, -1]) < np.median(found[0][:, -1]):
                rate, runs = 0.1, found[0]  # on more seeds it is not better
        best[depth], at_one_rate[depth] = (rate, runs), found[0]
    return best, at_one_rate


def _saved(name):
    runs = load_runs("bench")
    runs = runs[runs["function"] == name]
    best = {}
    for depth in (1, 3, 8):
        mine = runs[runs["depth"] == depth]
        best[depth] = (mine["rate"][0], mine["loss"].reshape(3, -1))
    return best


def _measure(a, layers, best, rivals):
    mean = round(normal_mean(a.function), 9) + 0.0
    square = normal_mean(lambda z: a.function(z) ** 2)
    final = {d: np.median(losses[:, -1]) for d, (_, losses) in best.items()}
    others = [np.median(rivals[name][8][1][:, -1]) for name in rivals]
    z = np.linspace(-10, 10, 401)
    size = np.mean(layers["mean"] ** 2 + layers["std"] ** 2, axis=0)
    return _Numbers(
        {
            "linear": np.allclose(np.diff(a.function(z), 2), 0, atol=1e-9),
            "z 1": np.sqrt(a.init * np.mean(load_digits()[0] ** 2)),
            "z 8": np.sqrt(a.init * size[6]),
            "mean": mean,
            "std": np.sqrt(max(square - mean**2, 0)),
            "slope": np.sqrt(normal_mean(lambda z: a.grad(z) ** 2)),
            "predicted": predict_gain(a, a.init),
            "gain": gradient_gain(layers),
            "mean/std": np.median(np.mean(layers["mean"] / layers["std"], axis=1)),
            "dead": layers["dead"].max(),
            "losses": final,
            "relu": others[0],
            "elu": others[1],
        }
    )


def verdict(n):
    """Return sentences about a function, each from the numbers that it names."""
    if n["linear"]:
        yield "f is a straight line, and layers of it are no more than one (chapter 1)."
    if n["slope"] == 0:
        yield "The derivative is 0: no gradient reaches a hidden layer."
    elif n["gain"] < 1e-9:
        yield "No gradient comes through the eight layers."
    else:
        does = "keeps its size: it is"
        if not 0.9 < n["gain"] < 1.1:
            does = "shrinks to" if n["gain"] < 1 else "grows to"
        yield (
            f"On its way back the gradient {does} {n['gain']:.2g} of itself per layer, "
            f"{n['gain'] ** 7:.2g} from layer 8 to layer 1."
        )
        if n["gain"] > 0.01 and abs(n["predicted"] / n["gain"] - 1) > 0.05:
            yield f"Chapter 8's integrals predicted {n['predicted']:.2g} per layer."
    if not 0.1 < n["z 8"] / n["z 1"] < 10:
        yield (
            f"z does not keep its size: {n['z 1']:.2g} in layer 1, {n['z 8']:.2g} in "
            "layer 8. The rule for c is right for z of size 1 only."
        )
    size = "small" if n["mean/std"] <= 0.4 else "not small"
    if np.isfinite(n["mean/std"]):
        yield f"mean/std is {n['mean/std']:.2g}: it is {size} (chapter 7: about 0.4)."
    if n["dead"] > 0.1:
        yield f"In some layer {n['dead']:.0%} of the units are dead from the start."
    fails = [d for d, loss in n["losses"].items() if not loss < np.log(10) / 2]
    if fails:
        loss = n["losses"][fails[-1]]
        end = (
            f"is {loss:.2f} (guessing: 2.30)"
            if np.isfinite(loss)
            else "is lost: it diverged"
        )
        yield (
            f"At depth {' and '.join(map(str, fails))} it does not learn, at none of "
            f"three learning rates: its loss after ten epochs {end}."
        )
    if 8 not in fails:
        words = [
            f"{_beside(n['losses'][8], n[name])} {label} {n[name]:.2g}"
            for name, label in (("relu", "ReLU's"), ("elu", "ELU's"))
        ]
        yield (
            f"At depth 8 its loss after ten epochs is {n['losses'][8]:.2g}: "
            f"{' and '.join(words)}."
        )


def _beside(loss, other):
    if 0.5 < loss / other < 2:
        return "about the same as"
    return "lower than" if loss < other else "higher than"


def _write(a, facts, n, row, best, rivals):
    _say(f"{a.name}: {'; '.join(facts)}.")
    _say(
        f"z from N(0, 1): mean {n['mean']:.2f}, standard deviation {n['std']:.2f}, RMS "
        f"of f' {n['slope']:.2f}; weights of variance {a.init:.3g}/n keep z at its size"
    )
    _say(
        f"Eight layers before training: gradient gain {n['gain']:.2f} (predicted "
        f"{n['predicted']:.2f}), mean/std {n['mean/std']:.2g} on average, dead units "
        f"at most {n['dead']:.0%}, RMS of z {n['z 1']:.2g} in layer 1 and "
        f"{n['z 8']:.2g} in layer 8"
    )
    print()
    columns = {"after ten epochs": "", "loss": ".2g", "rate": "", "ReLU": ".2g"}
    rows = [
        [f"depth {d}", n["losses"][d], f"{rate}"]
        + [np.median(rivals[name][d][1][:, -1]) for name in ("relu", "elu")]
        for d, (rate, _) in best.items()
    ]
    table(columns | {"ELU": ".2g"}, rows)
    print("\nIts row in the table of the series (all at a rate of 0.1; predicted for")
    print("z from N(0, 1), mean/std in layer 8):")
    table(BENCH, [row])
    print("\nVerdict")
    for sentence in verdict(n):
        _say(f"- {sentence}")
    print("\nIn PyTorch, with f written in torch:")
    print(f"nn.init.normal_(layer.weight, std=({a.init:.3g} / layer.in_features)**0.5)")
    print("nn.init.zeros_(layer.bias)\na = f(layer(x))")


def _say(text):
    print(fill(text, 72, subsequent_indent="  "))


def _draw(a, layers, best, rivals):
    fig, axes = plt.subplots(2, 3, figsize=(7.2, 4.4), layout="constrained")
    line = style(a, color="k", linestyle="-")
    z = np.linspace(-4, 4, 801)
    axes[0, 0].plot(z, a.function(z), **line)
    axes[0, 0].plot(z, a.grad(z), "k:")
    shown = {"Gradient (RMS)": layers["gradient"]}
    shown["Mean / std"] = layers["mean"] / layers["std"]
    for ax, (title, values) in zip(axes[0, 1:], shown.items(), strict=True):
        plot_runs(ax, range(1, 9), values, **line)
        ax.set(title=title, xlabel="layer", ylim=(0, None), xticks=(1, 4, 8))
    axes[0, 0].set(title="f, and f' dotted", xlabel="z")
    if (layers["gradient"] > 0).all():
        axes[0, 1].set(yscale="log", ylim=(None, None))
    for ax, depth in zip(axes[1], best, strict=True):
        for name, runs in rivals.items():
            plot_runs(ax, range(1, 11), runs[depth][1], **style(name))
        plot_runs(ax, range(1, 11), best[depth][1], **line)
        ax.set(title=f"Loss, depth {depth}", xlabel="epoch", yscale="log")
        ax.set_xticks((1, 5, 10))
    axes[1, 0].legend()
    return fig

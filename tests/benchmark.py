"""How fast is utils? Run by hand: OPENBLAS_NUM_THREADS=1 python tests/benchmark.py

Prints tables and asserts nothing. Peers that are not installed are named and left
out; none is a dependency. Everything runs in one thread, in this one process, the
two sides by turns, and the fastest of many rounds counts.
"""

import importlib
import math
import time

import numpy as np

from utils import activations
from utils.first_edition.activations import ACTIVATIONS
from utils.digits import load_digits
from utils.first_edition.instrument import WIDTHS
from utils.first_edition.network import MLP, SLICE


def peer(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed: left out")
        return None


def fastest(*calls, rounds=9, repeat=1):
    """Return the fastest time of each call in seconds, taking turns."""
    best = [math.inf] * len(calls)
    for _ in range(rounds):
        for i, call in enumerate(calls):
            start = time.perf_counter()
            for _ in range(repeat):
                call()
            best[i] = min(best[i], (time.perf_counter() - start) / repeat)
    return best


def torch_epoch(torch, name, digits):
    """Return one epoch of the same work in eager PyTorch, its probes included."""
    units = {
        "sigmoid": torch.sigmoid,
        "relu": torch.relu,
        "elu": torch.nn.functional.elu,
    }
    mlp = MLP(WIDTHS, name, init=ACTIVATIONS[name].init)
    layers = []
    for w, b in zip(mlp.weights, mlp.biases, strict=True):
        layer = torch.nn.Linear(*w.shape, dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(w.T))
            layer.bias.copy_(torch.from_numpy(b))
        layers.append(layer)
    parameters = [p for layer in layers for p in layer.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=0.01)
    x, y = torch.from_numpy(digits.train_images), torch.from_numpy(digits.train_labels)
    cross_entropy = torch.nn.functional.cross_entropy

    def forward(h):
        hidden = []
        for layer in layers[:-1]:
            h = units[name](layer(h))
            hidden.append(h)
        return hidden, layers[-1](h)

    def epoch():
        order = torch.randperm(len(x))
        for start in range(0, len(x), 64):
            batch = order[start : start + 64]
            optimizer.zero_grad()
            cross_entropy(forward(x[batch])[1], y[batch]).backward()
            optimizer.step()
        with torch.no_grad():
            loss, totals, largest = 0.0, [0.0] * 8, [None] * 8
            for start in range(0, len(x), SLICE):
                part = slice(start, start + SLICE)
                hidden, logits = forward(x[part])
                loss += cross_entropy(logits, y[part], reduction="sum").item()
                for i, h in enumerate(hidden):
                    totals[i] = totals[i] + h.sum(0)
                    most = h.max(0).values
                    largest[i] = most if start == 0 else torch.maximum(largest[i], most)
            for total, most in zip(totals, largest, strict=True):
                (total / len(x)).median()
                (most <= 0).double().mean()

    return epoch


def matrix_products(digits):
    """Return the matrix products of an epoch and its probe, and nothing else."""
    weights = MLP(WIDTHS, "relu").weights
    x = digits.train_images
    sizes = [len(x[start : start + SLICE]) for start in range(0, len(x), SLICE)]
    inputs = [np.ones((SLICE, len(w))) for w in weights]
    messages = [np.ones((SLICE, w.shape[1])) for w in weights]

    def products():
        for n in sizes:
            for layer, w in enumerate(weights):
                a, m = inputs[layer][:n], messages[layer][:n]
                _ = a @ w, a @ w, a.T @ m  # forward, probe, gradient
                if layer:
                    _ = m @ w.T

    return products


def epochs(torch):
    digits = load_digits()
    print("\nan epoch of 64-8x128-10, probes included, float64, milliseconds")
    print(f"{'':8} {'utils':>8} {'products':>9} {'torch':>8} {'ratio':>8}")
    for name in ("relu", "elu", "sigmoid"):
        mlp = MLP(WIDTHS, name, init=ACTIVATIONS[name].init)
        x, y = digits.train_images, digits.train_labels

        def ours(epochs, mlp=mlp, x=x, y=y):
            mlp.train(x, y, epochs=epochs, learning_rate=0.01)

        # The probe before the first epoch is no part of an epoch: take it off.
        calls = [lambda: ours(0), lambda: ours(1), matrix_products(digits)]
        if torch:
            calls.append(torch_epoch(torch, name, digits))
        probe, both, bare, *other = fastest(*calls, rounds=25)
        row = f"{name:8} {1e3 * (both - probe):8.1f} {bare / (both - probe):9.0%}"
        if torch:
            row += f" {1e3 * other[0]:8.1f} {(both - probe) / other[0]:8.2f}"
        print(row)


def post_loop(name):
    """Return what the 2017 post does: the same arithmetic, one number at a time."""

    def sigmoid(values, offset=0):
        result = []
        for x in values:
            result.append(1 / (1 + np.exp(-x + offset)))
        return result

    def elu(values, alpha=1.0):
        result = []
        for x in values:
            result.append(x if x >= 0 else alpha * (np.exp(x) - 1))
        return result

    return {"sigmoid": sigmoid, "elu": elu}[name]


def functions(torch, special):
    print("\nactivation functions, microseconds")
    names = "utils", "copyto", "loop", "expit", "torch"
    print(f"{'':24}" + "".join(f"{name:>11}" for name in names))
    for name in ("sigmoid", "softplus", "relu", "leaky_relu", "elu"):
        function = getattr(activations, name)
        for dtype in (np.float64, np.float32):
            for size in (100, 10_000, 1_000_000):
                x = np.random.default_rng(0).standard_normal(size).astype(dtype)
                floor = np.empty_like(x)
                calls = {
                    "utils": lambda f=function, x=x: f(x),
                    "copyto": lambda to=floor, x=x: np.copyto(to, x),
                }
                if special and name == "sigmoid":
                    calls["expit"] = lambda x=x: special.expit(x)
                if torch:
                    theirs = getattr(torch.nn.functional, name)
                    t = torch.from_numpy(x)
                    slope = (0.1,) if name == "leaky_relu" else ()
                    calls["torch"] = lambda f=theirs, t=t, slope=slope: f(t, *slope)
                repeat = max(1, 30_000 // size)
                times = dict(
                    zip(calls, fastest(*calls.values(), repeat=repeat), strict=True)
                )
                if name in ("sigmoid", "elu"):
                    loop = post_loop(name)
                    times["loop"] = fastest(lambda f=loop, x=x: f(x), rounds=2)[0]
                row = [
                    f"{1e6 * times[n]:11.1f}" if n in times else " " * 11 for n in names
                ]
                print(f"{name:11}{np.dtype(dtype).name:>8}{size:>8}" + "".join(row))


if __name__ == "__main__":
    torch, special = peer("torch"), peer("scipy.special")
    if torch:
        torch.set_num_threads(1)
    epochs(torch)
    functions(torch, special)

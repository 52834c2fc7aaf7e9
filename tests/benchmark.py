"""An epoch of ours beside one of eager PyTorch's: python tests/benchmark.py

The same network (eight layers of 128 units), float64, one thread, batches of 64, the
loss summed per batch on both sides, which take turns; the fastest of seven rounds
counts. DESIGN: a ratio of at most 1. PyTorch has to be installed; no test needs it.
"""

import sys
import time
from pathlib import Path

import numpy as np
import torch
from threadpoolctl import threadpool_limits

sys.path.insert(0, str(Path(__file__).parents[1]))

from utils.activations import ACTIVATIONS
from utils.digits import load_digits
from utils.network import make_network, train

EPOCHS, ROUNDS, WIDTHS = 5, 7, [64, *[128] * 8, 10]
UNITS = {"relu": torch.nn.ReLU, "elu": torch.nn.ELU, "sigmoid": torch.nn.Sigmoid}


def ours(name, x, labels):
    a = ACTIVATIONS[name]
    network = make_network(WIDTHS, a.init, seed=0)
    start = time.perf_counter()
    train(x, labels, *network, a.function, a.grad, EPOCHS, 0.1, seed=0)
    return (time.perf_counter() - start) / EPOCHS


def theirs(name, x, labels):
    layers = []
    for w in make_network(WIDTHS, ACTIVATIONS[name].init, seed=0)[0]:
        linear = torch.nn.Linear(*w.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(w.T))
            linear.bias.zero_()
        layers += [linear, UNITS[name]()]
    network = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    loss_function = torch.nn.CrossEntropyLoss()
    x, labels = torch.from_numpy(x), torch.from_numpy(labels)
    start = time.perf_counter()
    for _ in range(EPOCHS):
        total = 0.0
        for rows in torch.randperm(len(x)).split(64):
            optimizer.zero_grad()
            loss = loss_function(network(x[rows]), labels[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
    return (time.perf_counter() - start) / EPOCHS


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    x, labels, *_ = load_digits()
    print(f"NumPy {np.__version__}, PyTorch {torch.__version__}: ms for an epoch")
    print("function     ours  PyTorch  ratio")
    for name in UNITS:
        with threadpool_limits(1):
            pairs = [
                [f(name, x, labels) for f in (ours, theirs)] for _ in range(ROUNDS)
            ]
        own, other = np.min(pairs, axis=0) * 1000
        print(f"{name:10}{own:7.0f}{other:9.0f}{own / other:7.2f}")

"""An epoch of ours beside one of eager PyTorch's: python tests/benchmark.py

The same network (eight layers of 128 units), weights and batches of 64 in float64, one
thread, the loss summed per batch on both sides, which take turns; the fastest of seven
rounds counts. The aim is a ratio of at most 1. A test compares the losses.
"""

import time

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from utils.activations import ACTIVATIONS
from utils.digits import load_digits
from utils.network import make_network, train

UNITS = {"relu": torch.nn.ReLU, "elu": torch.nn.ELU, "sigmoid": torch.nn.Sigmoid}


def ours(name, epochs):
    """Return the losses of some epochs, and the seconds that they took."""
    a, (x, labels, *_) = ACTIVATIONS[name], load_digits()
    network = make_network([64, *[128] * 8, 10], a.init, seed=0)
    start = time.perf_counter()
    losses = train(x, labels, *network, a.function, a.grad, epochs, 0.1, seed=0)
    return losses, time.perf_counter() - start


def theirs(name, epochs):
    x, labels, *_ = map(torch.from_numpy, load_digits())
    layers = []
    for w in make_network([64, *[128] * 8, 10], ACTIVATIONS[name].init, seed=0)[0]:
        linear = torch.nn.Linear(*w.shape, dtype=torch.float64)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(w.T))
            linear.bias.zero_()
        layers += [linear, UNITS[name]()]
    network = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    loss_function = torch.nn.CrossEntropyLoss()
    rng, losses, start = np.random.default_rng(0), [], time.perf_counter()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.from_numpy(rng.permutation(len(x))).split(64):
            optimizer.zero_grad()
            loss = loss_function(network(x[rows]), labels[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(x))
    return losses, time.perf_counter() - start


if __name__ == "__main__":
    threadpool_limits(1)
    torch.set_num_threads(1)
    print(f"NumPy {np.__version__}, PyTorch {torch.__version__}: ms for an epoch")
    print("function     ours  PyTorch  ratio")
    for name in UNITS:
        pairs = [[f(name, epochs=5)[1] for f in (ours, theirs)] for _ in range(7)]
        own, other = np.min(pairs, axis=0) / 5 * 1000
        print(f"{name:10}{own:7.0f}{other:9.0f}{own / other:7.2f}")

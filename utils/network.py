"""The network of chapter 2, line for line the same (a test compares them).

A network is two lists, the weights and the biases of its layers; `f` and `f_grad` are
its activation function and the derivative, of arrays.
"""

import numpy as np


def make_network(widths, c, seed):
    """Draw weights of mean 0 and variance c / fan-in; biases are 0.

    `widths` counts the inputs, the units of each hidden layer and the classes.
    Returns two lists, of arrays of shape (fan-in, fan-out) and (fan-out,).
    """
    rng = np.random.default_rng(seed)
    weights, biases = [], []
    for n, m in zip(widths, widths[1:]):
        weights.append(rng.normal(0, np.sqrt(c / n), (n, m)))
        biases.append(np.zeros(m))
    return weights, biases


def forward(x, weights, biases, f):
    """Run x, of shape (examples, inputs), through the network.

    Returns two lists, a layer an entry: its pre-activations z, of which the last are
    the logits, and its inputs, of which the first is x.
    """
    z, inputs = [], [x]
    for w, b in zip(weights, biases):
        z.append(inputs[-1] @ w + b)
        if len(z) < len(weights):
            inputs.append(f(z[-1]))
    return z, inputs


def loss_and_delta(logits, labels):
    """Return the mean cross-entropy in nats, and dL/dz of each example's logits."""
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    rows = np.arange(len(labels))
    delta = np.exp(log_p)
    delta[rows, labels] -= 1
    return -log_p[rows, labels].mean(), delta


def backward(delta, z, weights, f_grad):
    """Return dL/dz of every layer, the first layer first; `delta` is the logits'."""
    deltas = [delta]
    for layer in range(len(weights) - 1, 0, -1):
        delta = (delta @ weights[layer].T) * f_grad(z[layer - 1])
        deltas.insert(0, delta)
    return deltas


def train(x, labels, weights, biases, f, f_grad, epochs, learning_rate, seed):
    """Train in place, by gradient descent on batches of 64 examples.

    Returns the loss of each epoch: the mean over its batches, each before its step.
    With too large a learning rate it grows, to nan in the end.
    """
    rng, losses = np.random.default_rng(seed), []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0
        for rows in np.split(order, range(64, len(x), 64)):
            z, inputs = forward(x[rows], weights, biases, f)
            loss, delta = loss_and_delta(z[-1], labels[rows])
            total += loss * len(rows)
            deltas = backward(delta, z, weights, f_grad)
            step = learning_rate / len(rows)
            for w, b, a, d in zip(weights, biases, inputs, deltas):
                w -= step * (a.T @ d)
                b -= step * d.sum(axis=0)
        losses.append(total / len(x))
    return losses

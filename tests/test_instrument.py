"""utils.instrument: it measures what it says it measures."""

import math

import numpy as np
import pytest

from utils import instrument
from utils.activations import ACTIVATIONS
from utils.digits import load_digits
from utils.instrument import INITS, SEEDS, WIDTHS, gradient_per_layer, print_table, run
from utils.network import MLP


def test_settings():
    assert WIDTHS == [64, 128, 128, 128, 128, 128, 128, 128, 128, 10]
    assert list(SEEDS) == [0, 1, 2, 3, 4]
    assert list(INITS) == list(ACTIVATIONS)


def test_gradient_per_layer():
    rows = gradient_per_layer("elu", seeds=[3, 4])
    assert rows.shape == (2, 8)
    digits = load_digits()
    mlp = MLP(WIDTHS, "elu", init="he", seed=4)
    _, grads, _ = mlp.loss_and_grads(digits.train_images, digits.train_labels)
    assert rows[1, 0] == pytest.approx(np.sqrt(np.mean(grads[0] ** 2)))
    assert rows[1, 7] == pytest.approx(np.sqrt(np.mean(grads[7] ** 2)))


def test_gradient_per_layer_with_another_init():
    he, glorot = (
        gradient_per_layer("relu", init=i, seeds=[0]) for i in ("he", "xavier")
    )
    assert (he > 3 * glorot).all()


def test_run_uses_the_seed_for_weights_and_order():
    settings = {"epochs": 1, "learning_rate": 0.1, "widths": [64, 8, 10]}
    mlp, history = run("relu", seed=1, **settings)
    again, same = run("relu", seed=1, **settings)
    assert np.array_equal(mlp.weights[0], again.weights[0])
    assert np.array_equal(history.loss, same.loss)
    assert history.loss[0] != run("relu", seed=2, **settings)[1].loss[0]
    assert history.loss[1] < history.loss[0]


def test_table(capsys):
    print_table(["relu", "elu"])
    title, relu, elu = capsys.readouterr().out.splitlines()
    assert len(title) == len(relu) == len(elu)
    mean, rms = 0.5, math.sqrt(0.5)
    output = 1 / math.sqrt(2 * math.pi)
    ratio = output / math.sqrt(0.5 - output**2)
    numbers = [float(word) for word in relu.split()[1:]]
    expected = [mean, rms, output, ratio]
    assert numbers[:4] == pytest.approx(expected, abs=0.005)
    assert float(elu.split()[3]) == 0.16


def test_unknown_function():
    with pytest.raises(ValueError, match="'tanh' is not one of sigmoid"):
        gradient_per_layer("tanh")
    with pytest.raises(ValueError, match="'tanh' is not one of sigmoid"):
        run("tanh", epochs=1, learning_rate=0.1, seed=0)
    with pytest.raises(ValueError, match="'tanh' is not one of sigmoid"):
        instrument.print_table(["tanh"])

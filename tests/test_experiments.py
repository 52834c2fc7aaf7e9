"""The experiments that every chapter shares."""

import hashlib
import warnings

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from tests.saved import FOLDER, code_cells
from utils import experiments as ex
from utils.activations import ACTIVATIONS, Activation
from utils.digits import load_digits
from utils.network import backward, forward, loss_and_delta, make_network, train

LINEAR = Activation("linear", lambda z: z, np.ones_like)


def test_training_is_that_of_the_network_and_each_seed_its_own():
    losses = ex.train_networks("elu", 2, seeds=[3, 1], epochs=2, learning_rate=0.2)
    assert losses.shape == (2, 2) and losses.dtype == np.float64
    elu, (x, labels, *_) = ACTIVATIONS["elu"], load_digits()
    for seed, found in zip((3, 1), losses, strict=True):
        network = make_network([64, 128, 128, 10], elu.init, seed)
        with threadpool_limits(1):
            expected = train(x, labels, *network, elu.function, elu.grad, 2, 0.2, seed)
        assert np.allclose(found, expected, rtol=1e-12)
    assert np.all(losses[:, 1] < losses[:, 0]) and np.all(losses[:, 0] < 2.3)
    assert not np.isclose(*losses[:, 0])
    losses[:] = 0  # what is returned belongs to the caller
    again = ex.train_networks("elu", 2, seeds=[3, 1], epochs=2, learning_rate=0.2)
    assert again.all()


def test_init_and_functions_of_your_own_are_used():
    one = {"depth": 1, "seeds": [0], "epochs": 1}
    own = Activation("mine", *ACTIVATIONS["elu"][1:3], init=ACTIVATIONS["elu"].init)
    same = ex.train_networks("elu", **one)
    assert np.array_equal(ex.train_networks(own, **one), same)
    assert not np.allclose(ex.train_networks("elu", init=0.1, **one), same)
    assert not np.allclose(ex.train_networks(LINEAR, **one), same)


def test_a_function_that_reads_a_global_is_computed_anew():
    place = {"slope": 1.0}
    exec("def f(z): return slope * z\n\ndef f_grad(z): return slope + 0 * z", place)
    unit, one = Activation("mine", place["f"], place["f_grad"]), {"depth": 1}
    std = ex.measure_layers(unit, **one)["std"]
    place["slope"] = 2.0
    assert np.allclose(ex.measure_layers(unit, **one)["std"], 2 * std)


def test_what_diverges_ends_in_nan_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        wild = {"init": 100, "epochs": 3, "learning_rate": 1e4}
        losses = ex.train_networks(LINEAR, 3, seeds=[0], **wild)
    assert np.isnan(losses[0, -1])


def test_layers_are_measured_on_all_training_digits():
    layers = ex.measure_layers("relu", depth=3, seeds=[4, 2])
    assert all(measured.shape == (2, 3) for measured in layers.values())
    relu, (x, labels, *_) = ACTIVATIONS["relu"], load_digits()
    weights, biases = make_network([64, 128, 128, 128, 10], relu.init, seed=2)
    z, inputs = forward(x, weights, biases, relu.function)
    deltas = backward(loss_and_delta(z[-1], labels)[1], z, weights, relu.grad)
    for layer in range(3):
        a = inputs[layer + 1]
        found = [layers[key][1, layer] for key in ("gradient", "mean", "std")]
        expected = [deltas[layer], a.mean(axis=0), a.std(axis=0)]
        expected = [np.sqrt(np.mean(values**2)) for values in expected]
        assert np.allclose(found, expected, rtol=1e-12)
        assert layers["dead"][1, layer] == np.mean((z[layer] <= 0).all(axis=0))


def test_single_units_are_trained_as_chapter_5_writes_it():
    (path,) = FOLDER.glob("05_*.ipynb")
    (cell,) = (c for c in code_cells(path) if "def train_units(" in c.source)
    place = {"np": np}
    exec(cell.source[: cell.source.index("\n\n\n")], place)
    elu = ACTIVATIONS["elu"][1:3]
    z = ex.train_units(*elu, learning_rate=1.0, steps=5, seed=3)
    assert z.shape == (6, 100, 100)
    assert np.allclose(z, place["train_units"](*elu, 1.0, 5, 3), rtol=0, atol=1e-11)


def test_gradient_gain_is_per_layer_and_the_median_of_the_seeds():
    gains = np.array([[0.5], [0.25], [3.0]])
    gradient = gains ** np.array([7, 6, 5, 4, 3, 2, 1, 0]) * 1e-3
    assert np.isclose(ex.gradient_gain({"gradient": gradient}), 0.5, rtol=1e-12)
    assert ex.gradient_gain({"gradient": np.zeros((1, 3))}) == 0
    gain = ex.gradient_gain(ex.measure_layers("sigmoid", seeds=[0]))
    assert 0.2 < gain < 0.25


def test_means_over_the_normal_distribution():
    assert np.isclose(ex.normal_mean(lambda z: z**2), 1, rtol=1e-12)
    assert np.isclose(ex.normal_mean(lambda z: z**4), 3, rtol=1e-12)
    assert abs(ex.normal_mean(lambda z: z)) < 1e-12
    relu = ACTIVATIONS["relu"].function
    assert np.isclose(ex.normal_mean(relu), 1 / np.sqrt(2 * np.pi), rtol=1e-8)
    assert np.isclose(ex.variance_preserving_init(relu), 2, rtol=1e-8)
    assert np.isclose(ex.variance_preserving_init(lambda z: 3 * z), 1 / 9, rtol=1e-12)


WRONG = [
    (lambda: ex.train_networks("swish"), ["'swish'", "relu"]),
    (lambda: ex.train_networks("elu", epochs=0), ["at least 1", "got 0"]),
    (lambda: ex.train_networks("elu", learning_rate=0), ["positive", "and 0"]),
    (lambda: ex.train_networks("elu", learning_rate=np.inf), ["finite", "inf"]),
    (lambda: ex.measure_layers("elu", depth=1.5), ["at least 1", "got 1.5"]),
    (lambda: ex.measure_layers("elu", init=-1), ["c >= 0", "got -1"]),
    (lambda: ex.measure_layers("elu", init=np.nan), ["c >= 0", "got nan"]),
    (lambda: ex.load_runs("bias"), ["'bias'", "bias_shift"]),
]


@pytest.mark.parametrize(("call", "words"), WRONG)
def test_errors_name_the_value_and_what_it_must_be(call, words):
    with pytest.raises(ValueError) as error:
        call()
    assert all(word in str(error.value) for word in words), str(error.value)


def test_the_gain_is_predicted_by_two_integrals():
    for c in (1.0, 4.0):  # ReLU's at any size of z, a line's, and a measured one
        assert np.isclose(ex.predict_gain(ACTIVATIONS["relu"], c), np.sqrt(c / 2), 1e-4)
        assert np.isclose(ex.predict_gain(LINEAR, c), np.sqrt(c), rtol=1e-6)
    measured = ex.gradient_gain(ex.measure_layers("tanh"))
    assert np.isclose(ex.predict_gain(ACTIVATIONS["tanh"], 2.54), measured, rtol=0.02)


def test_the_split_of_the_digits_never_changes():
    digits = load_digits()
    assert [part.shape for part in digits] == [(1437, 64), (1437,), (360, 64), (360,)]
    assert [part.dtype for part in digits] == [np.float64, np.int64] * 2
    found = hashlib.sha256()
    for part in digits:
        whole = np.round((part - part.min(axis=0)) * (16 if part.ndim == 2 else 1))
        found.update(whole.astype(np.uint8).tobytes())
    assert found.hexdigest()[:12] == "935fa7fc3ba5"
    assert np.abs(digits.train_images.mean(axis=0)).max() < 1e-15  # centred on these
    assert np.abs(digits.test_images.mean(axis=0)).max() > 1e-3
    digits.train_images[:] = 0
    assert load_digits().train_images.any()  # every call is a fresh copy

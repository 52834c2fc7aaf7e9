"""utils.digits: the right data, split as promised."""

import numpy as np
import pytest

from utils.digits import load_digits
from utils.first_edition.network import MLP


@pytest.fixture(scope="module")
def digits():
    return load_digits()


def test_shapes_and_dtypes(digits):
    assert digits.train_images.shape == (1437, 64)
    assert digits.test_images.shape == (360, 64)
    assert digits.train_labels.shape == (1437,)
    assert digits.test_labels.shape == (360,)
    for images in (digits.train_images, digits.test_images):
        assert images.dtype == np.float64
        assert -1 <= images.min() < 0 < images.max() <= 1
    assert digits.train_labels.dtype == digits.test_labels.dtype == np.int64


def test_the_docstring_counts_right(digits):
    count = len(digits.train_images) + len(digits.test_images)
    assert f"Load {count:,} handwritten digits" in load_digits.__doc__


def test_centred_on_the_training_part_alone(digits):
    assert np.abs(digits.train_images.mean(axis=0)).max() < 1e-15
    assert np.abs(digits.test_images.mean(axis=0)).max() > 1e-3


def test_stratified(digits):
    train_counts = np.bincount(digits.train_labels)
    test_counts = np.bincount(digits.test_labels)
    assert len(train_counts) == len(test_counts) == 10
    assert np.abs(test_counts / (test_counts + train_counts) - 0.2).max() < 0.005


def test_parts_do_not_overlap(digits):
    # centred by the same mean, equal images are equal rows
    together = np.vstack([digits.train_images, digits.test_images])
    assert len(np.unique(together.round(9), axis=0)) == 1797


def test_every_call_is_a_fresh_copy(digits):
    again = load_digits()
    for part, same in zip(digits, again, strict=True):
        assert np.array_equal(part, same)
    again.train_images[:] = 0
    assert digits.train_images.any()


def test_they_can_be_learned(digits):
    mlp = MLP([64, 32, 10], "relu")
    mlp.train(digits.train_images, digits.train_labels, epochs=20, learning_rate=0.1)
    guesses = mlp.forward(digits.test_images)[1].argmax(axis=1)
    assert np.mean(guesses == digits.test_labels) > 0.93

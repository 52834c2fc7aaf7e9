"""utils.digits: the right data, split as promised."""

import hashlib

import numpy as np
import pytest

from utils.digits import load_digits


@pytest.fixture(scope="module")
def digits():
    return load_digits()


def test_they_are_those_that_we_chose(digits):
    assert digits.train_images.shape == (1437, 64)
    assert digits.test_images.shape == (360, 64)
    for images in (digits.train_images, digits.test_images):
        assert images.dtype == np.float64
        assert -1 <= images.min() < 0 < images.max() <= 1
    together = np.concatenate([digits.train_labels, digits.test_labels])
    assert together.shape == (1797,) and together.dtype == np.int64
    raw = (digits.train_images - digits.train_images.min(axis=0)) * 16
    sha = hashlib.sha256(raw.round().astype(np.uint8).tobytes()).hexdigest()
    assert sha.startswith("bf2b3910a03b")


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
    load_digits().train_images[:] = 0
    assert digits.train_images.any()
    assert load_digits().train_images.any()

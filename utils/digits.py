"""The handwritten digits that the networks of the series learn to read."""

from pathlib import Path
from typing import NamedTuple

import numpy as np


class Digits(NamedTuple):
    """Images and labels, split once and for all; see `load_digits`."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def load_digits():
    """Load 1,797 handwritten digits of 8 x 8 pixels, split for training and test.

    Returns
    -------
    Digits
        `train_images` (1437, 64) and `test_images` (360, 64), float64: pixels
        scaled to 0...1, less the mean image of the *training* part.
        `train_labels` (1437,) and `test_labels` (360,), int64, 0 to 9.

    Notes
    -----
    Sorted by digit, every fifth image is for the test, so both parts hold the ten
    digits in the same proportions. The split never changes.

    References
    ----------
    E. Alpaydin & C. Kaynak, "Optical Recognition of Handwritten Digits", UCI
    Machine Learning Repository, 1998, CC BY 4.0; its test part, as scikit-learn
    ships it.
    """
    path = Path(__file__).with_name("digits.npz")
    with np.load(path, allow_pickle=False) as stored:
        images, labels = stored["images"] / 16.0, stored["labels"].astype(np.int64)
    test = np.argsort(labels, kind="stable")[::5]
    train = np.setdiff1d(np.arange(len(labels)), test)
    images -= images[train].mean(axis=0)
    return Digits(images[train], labels[train], images[test], labels[test])

"""utils.digits: the data and the split that all saved results rest on."""

import hashlib

import numpy as np

from utils.digits import load_digits


def test_the_split_never_changes():
    digits = load_digits()
    assert [part.shape for part in digits] == [(1437, 64), (1437,), (360, 64), (360,)]
    assert [part.dtype for part in digits] == [np.float64, np.int64] * 2
    found = hashlib.sha256()
    for part in digits:
        whole = np.round((part - part.min(axis=0)) * (16 if part.ndim == 2 else 1))
        found.update(whole.astype(np.uint8).tobytes())
    assert found.hexdigest()[:12] == "935fa7fc3ba5"


def test_centred_on_the_training_part_alone():
    train, _, test, _ = load_digits()
    assert np.abs(train.mean(axis=0)).max() < 1e-15
    assert np.abs(test.mean(axis=0)).max() > 1e-3
    assert -1 <= train.min() < 0 < train.max() <= 1
    train[:] = 0
    assert load_digits().train_images.any()  # every call is a fresh copy

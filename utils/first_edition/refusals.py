"""What a network refuses, and what it says then: the value, and the remedy."""

import math

import numpy as np

__all__ = [
    "check_inputs",
    "check_labels",
    "check_settings",
    "check_widths",
    "is_real",
]


def check_widths(widths):
    """Return widths as a list of two or more whole numbers, or raise ValueError."""
    widths = list(widths)
    if len(widths) < 2 or not all(_is_whole(w) and w >= 1 for w in widths):
        raise ValueError(
            f"widths must be two or more whole numbers >= 1, from the inputs to "
            f"the classes, got {widths}"
        )
    return widths


def check_inputs(x, inputs):
    """Return x as a float64 array of shape (examples, inputs), or raise ValueError."""
    x = np.asarray(x)
    if x.ndim != 2 or x.shape[1] != inputs or not len(x):
        raise ValueError(
            f"x must have shape (examples, {inputs}), with one example or more, "
            f"got {x.shape}"
        )
    if x.dtype.kind not in "biuf" or not np.isfinite(x).all():
        raise ValueError("x must hold finite real numbers; clean or convert it")
    return x.astype(np.float64, copy=False)


def check_labels(labels, examples, classes):
    """Return labels as an array of shape (examples,), or raise ValueError."""
    labels = np.asarray(labels)
    if labels.shape != (examples,) or labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels must be {examples} whole numbers, one for each example, "
            f"got shape {labels.shape} of {labels.dtype}"
        )
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError(
            f"labels must lie in 0...{classes - 1}, as the network has {classes} "
            f"classes, got {labels.min()}...{labels.max()}"
        )
    return labels


def check_settings(epochs, learning_rate, batch_size):
    """Raise ValueError if a setting of training is out of range."""
    if not (_is_whole(epochs) and epochs >= 0):
        raise ValueError(f"epochs must be a whole number >= 0, got {epochs!r}")
    if not (_is_whole(batch_size) and batch_size >= 1):
        raise ValueError(f"batch_size must be a whole number >= 1, got {batch_size!r}")
    if not (is_real(learning_rate) and 0 < learning_rate < math.inf):
        raise ValueError(
            f"learning_rate must be a finite number > 0, got {learning_rate!r}; "
            "0.01 is a fair start"
        )


def is_real(value):
    """Whether a value is one real number, and no bool."""
    return _is_whole(value) or isinstance(value, (float, np.floating))


def _is_whole(value):
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)

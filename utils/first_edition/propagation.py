"""What layers of random weights keep of a signal, from two averages and no network.

Poole et al., "Exponential expressivity in deep neural networks through transient
chaos", NIPS 2016, arXiv:1606.05340; Schoenholz et al., "Deep information
propagation", ICLR 2017, arXiv:1611.01232. (There for tanh, with biases.)
"""

import math

from utils.first_edition.instrument import normal_mean

__all__ = ["averages", "predicted_kept", "walk"]


def averages(a, size):
    """Compute by what a layer multiplies the signal, and the message, in mean square.

    Parameters
    ----------
    a : Activation
        With the start c as its `init`: weights have variance c / inputs.
    size : float
        The mean square of what goes into the layer's units, which are taken to
        follow a bell curve around 0.

    Returns
    -------
    up : float
        c E[f(z)**2], the mean square of what goes into the next layer.
    down : float
        c E[f'(z)**2], the share of the message's mean square that is handed down.
    """
    root = math.sqrt(size)  # of an ordinary x it makes a z of that size
    up = a.init * normal_mean(lambda x: a.function(root * x) ** 2)
    down = a.init * normal_mean(lambda x: a.grad(root * x) ** 2)
    return up, down


def walk(a, size, layers):
    """Go up through layers, and note the mean square of what goes into each.

    Parameters
    ----------
    a : Activation
        With the start c as its `init`.
    size : float
        The mean square of what goes into the first layer's units.
    layers : int
        How many to pass.

    Returns
    -------
    list of float
        Of length layers + 1, beginning with `size`.
    """
    sizes = [size]
    for _ in range(layers):
        sizes.append(averages(a, sizes[-1])[0])
    return sizes


def predicted_kept(a, size, layers):
    """Predict which share of the message is left after each layer.

    Parameters
    ----------
    a : Activation
        With the start c as its `init`.
    size : float
        The mean square of what goes into the first layer's units.
    layers : int
        How many the message passes on its way down.

    Returns
    -------
    float
        The geometric mean of what the layers keep: what `utils.first_edition.instrument.kept`
        measures in networks.
    """
    passed = walk(a, size, layers)[:-1]
    squares = [averages(a, size)[1] for size in passed]
    return math.prod(squares) ** (1 / (2 * layers))

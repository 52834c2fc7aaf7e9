"""utils.first_edition.contest, and the pictures of it: what is drawn is what happened."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.activations import ACTIVATIONS, Activation
from utils.first_edition.contest import (
    Tried,
    better_of,
    helped,
    race,
    rounds,
    share_read,
    standings,
    tune,
)
from utils.digits import load_digits
from utils.first_edition.instrument import Run, run
from utils.first_edition.network import MLP, History

SMALL = [64, 6, 10]
ENTRANTS = {name: ACTIVATIONS[name] for name in ("relu", "tanh")}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def history(loss, diverged=False):
    found = History.empty(len(loss) - 1, 1)
    found.loss[:] = loss
    found.diverged = diverged
    return found


def test_tune_runs_each_function_at_each_rate():
    tried = tune(ENTRANTS, (0.1, 1e9), seeds=(3, 4), epochs=1, widths=SMALL)
    assert list(tried) == list(ENTRANTS)
    for name, found in tried.items():
        assert found.losses.shape == (2, 2)
        alone = run(name, seed=4, epochs=1, learning_rate=0.1, widths=SMALL)
        assert found.losses[0, 1] == alone.history.loss[-1]
    assert np.isinf(tried["relu"].losses[1]).any()  # it broke
    twice = tune({"relu": ENTRANTS["relu"]}, (0.1,), seeds=(3,), epochs=2, widths=SMALL)
    last = run("relu", seed=3, epochs=2, learning_rate=0.1, widths=SMALL).history.loss
    assert twice["relu"].losses.tolist() == [[last[-1]]]
    assert tried["relu"].taken == 0.1


def test_a_rate_at_which_one_run_breaks_is_out():
    tried = Tried((0.1, 0.2), np.array([[3.0, 3.0, 3.0], [1.0, 1.0, np.inf]]))
    assert tried.medians.tolist() == [3, np.inf]
    assert tried.taken == 0.1


def test_race_gives_each_function_its_rate():
    rates = {"relu": 0.1, "tanh": 0.3}
    found = race(ENTRANTS, rates, seeds=(5, 6), epochs=1, widths=SMALL)
    for name, several in found.items():
        assert len(several) == 2
        kw = {"epochs": 1, "probes": 2, "widths": SMALL}
        alone = run(name, seed=6, learning_rate=rates[name], **kw)
        np.testing.assert_array_equal(several[1].history.loss, alone.history.loss)


@pytest.mark.parametrize(
    ("loss", "diverged", "expected"),
    [
        ([2, 1, 0.05, 0.2, 0.01], False, 1),
        ([2, 1, 0.5, 0.05], False, 1.5),
        ([2, 1, 0.1], False, np.inf),  # below, not at
        ([2, 0.01, np.nan], True, np.inf),  # it broke later
    ],
)
def test_rounds(loss, diverged, expected):
    assert rounds(history(loss, diverged)) == expected


def test_standings():
    quick, slow = history([2, 0.05, 0, 0]), history([2, 1, 0.05, 0])
    network = MLP(SMALL, "relu")
    of = {"late": (slow, slow, slow), "tied": (slow, slow, quick), "first": (quick,)}
    results = {n: [Run(network, h) for h in several] for n, several in of.items()}
    assert list(standings(results).items()) == [
        ("first", 0.5),
        ("tied", 1),
        ("late", 1),
    ]


def test_better_of():
    quick, slow = history([2, 0.05, 0, 0]), history([2, 1, 0.05, 0])
    network = MLP(SMALL, "relu")
    quick, slow = [Run(network, quick)], [Run(network, slow)]
    found = {
        ("skips", "0.1"): {"late": slow, "early": quick},
        ("skips", "0.2"): {"late": quick, "early": slow},
        ("norm", "0.1"): {"late": slow, "early": quick},
    }
    best = better_of(found)
    assert best == {
        "skips": {"late": 0.5, "early": 0.5},
        "norm": {"late": 1, "early": 0.5},
    }
    assert list(best["norm"]) == ["late", "early"]


def test_helped():
    found = helped({"tanh": ACTIVATIONS["tanh"]._replace(init=2.54)})
    ways = [way for way, _ in found]
    assert ways == ["momentum", "Adam", "skips", "skips", "batch norm", "batch norm"]
    seeds = [len(results["tanh"]) for results in found.values()]
    assert seeds == [4, 4, 3, 3, 3, 3]
    rates = [rate for _, rate in found]
    assert rates == ["0.04", "0.004", "0.1", "0.2", "0.1", "0.2"]
    median = [standings(results)["tanh"] for results in found.values()]
    assert median == [1.5, 1.5, 2.5, 2.5, 1.5, 1.5]  # as chapter 8 has it


def test_share_read():
    network = MLP(SMALL, "relu")
    for w in network.weights:
        w[:] = 0
    network.biases[-1][3] = 1  # it says 3 to everything
    digits = load_digits()
    assert share_read(network) == np.mean(digits.test_labels == 3)
    network = MLP(SMALL, "relu", seed=1)
    outputs = network.forward(digits.test_images)[1]
    read = [max(range(10), key=row.__getitem__) for row in outputs.tolist()]
    assert share_read(network) == np.mean(np.array(read) == digits.test_labels)


def test_rates_figure():
    losses = np.array([[0.3, 0.2, 0.4], [0.1, 0.2, 0.3], [1, np.inf, 1]])
    tried = {"relu": Tried((0.1, 0.2, 0.4), losses)}
    fig = plotting.rates_figure(tried, ENTRANTS, "A title")
    *seeds, median, ring = fig.axes[0].lines
    assert [line.get_ydata()[0] for line in seeds] == [0.3, 0.2, 0.4]
    assert median.get_ydata()[:2].tolist() == [0.3, 0.2]
    assert np.isnan(median.get_ydata()[2])
    assert (ring.get_xdata()[0], ring.get_ydata()[0]) == (1, 0.2)
    assert "1\nbroke" in [text.get_text() for text in fig.axes[0].texts]
    assert [ax.get_visible() for ax in fig.axes] == [True] + [False] * 7


def test_arrivals_figure():
    late, broken = history([2, 1, 1, 1, 1]), history([2, np.nan], True)
    there = [history([2, 1, 0.05, 0, 0]), history([2, 0.05, 0, 0, 0])]
    network = MLP(SMALL, "relu")
    results = {"relu": [Run(network, h) for h in (*there, there[0], late, broken)]}
    fig = plotting.arrivals_figure(results, {"relu": 0.2}, "A title")
    (ax,) = fig.axes
    dots = [line for line in ax.lines if line.get_marker() in "oX"]
    middles = {
        round(line.get_xdata().mean(), 3): len(line.get_xdata()) for line in dots
    }
    assert middles == {1: 2, 0.5: 1, 2.9: 1, 3.7: 1}
    assert [line.get_marker() for line in dots].count("X") == 1
    assert ax.get_yticklabels()[0].get_text() == "ReLU, 0.2"
    assert [text.get_text() for text in ax.texts] == ["1.00"]


def test_leads_figure():
    ways = {"alone": {"relu": 4.0, "elu": 2.0}, "helped": {"relu": 1.5, "elu": 1.5}}
    (ax,) = plotting.leads_figure(ways, "A title").axes
    spans = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
    assert [tuple(span) for span in spans] == [(2, 4), (1.5, 1.5)]
    dots = [line for line in ax.lines if len(line.get_xdata()) == 1]
    assert [line.get_xdata()[0] for line in dots] == [4, 2, 1.5, 1.5]
    assert dots[2].get_ydata()[0] != dots[3].get_ydata()[0]  # lest one hide another
    assert [label.get_text() for label in ax.get_yticklabels()] == list(ways)


def test_slopes_figure():
    pairs = {"ReLU": (0.4, 0.5), "other": (0.401, None), "third": (None, 0.3)}
    (ax,) = plotting.slopes_figure(pairs, ("before", "after"), "A title").axes
    drawn = [list(line.get_ydata()) for line in ax.lines if line.get_marker() == "o"]
    assert drawn == [[0.4, 0.5], [0.401], [0.3]]
    words = {text.get_text(): text for text in ax.texts}
    assert set(words) == {
        *("ReLU  0.400", "other  0.401"),
        *("0.500  ReLU", "0.300  third"),
    }
    apart = [words[name].get_position()[1] for name in ("ReLU  0.400", "other  0.401")]
    assert np.diff(apart) > 0.005  # their names do not cover each other
    assert words["ReLU  0.400"].get_color() == plotting.ink("relu")


def test_unknown_function():
    cube = {"cube": Activation("cube", np.positive, np.ones_like)}
    with pytest.raises(ValueError, match="'cube' is not one of"):
        plotting.leads_figure({"alone": {"cube": 1.0}}, "A title")
    with pytest.raises(ValueError, match="finite number > 0"):
        tune(cube, (-1.0,), widths=SMALL)

"""Means taken off and put back: the trials, and their pictures."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.activations import ACTIVATIONS
from utils.first_edition.instrument import measure_layers, own_start, run
from utils.first_edition.trials import arrivals, job, plus, trials
from utils.first_edition.variants import CentredMLP

SMALL = {"widths": [64, 8, 10], "learning_rate": 0.3}
INF = float("inf")


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def test_a_constant_moves_values_and_no_slope():
    x, moved = np.linspace(-2, 2, 9), plus("elu", 0.24)
    np.testing.assert_allclose(moved.function(x), ACTIVATIONS["elu"].function(x) + 0.24)
    value, slope = moved.value_and_grad(x)
    np.testing.assert_allclose(value, moved.function(x))
    np.testing.assert_allclose(slope, ACTIVATIONS["elu"].grad(x))
    assert moved.name == "ELU +0.24" and plus("relu", -0.4).name == "ReLU -0.4"


def test_a_job_has_the_start_that_fits():
    assert job("elu") == {"activation": "elu", "init": own_start("elu")}
    assert job("elu", like="tanh", seed=1)["init"] == own_start("tanh")
    assert job("elu", init="he")["init"] == "he"


def test_trials_are_runs():
    jobs = {"a": job("relu", epochs=2), "b": job("elu", epochs=1)}
    done = trials(jobs, seeds=[5, 6], **SMALL)
    assert list(done) == ["a", "b"] and [len(runs) for runs in done.values()] == [2, 2]
    alone = run(**jobs["b"], seed=6, **SMALL).history
    assert np.array_equal(done["b"][1].history.loss, alone.loss)


def test_arrivals_count_rounds():
    jobs = {"slow": job("relu"), "broken": job("relu", learning_rate=1e9)}
    settings = {"widths": [64, 8, 10], "seeds": [0], "epochs": 3, "goal": 2.0}
    jobs["slow"]["learning_rate"] = 0.1
    found = arrivals(jobs, **settings)
    loss = run(**jobs["slow"], widths=[64, 8, 10], seed=0, epochs=3, probes=2).history
    assert found["slow"] == [np.flatnonzero(loss.loss < 2)[0] / 2]
    assert found["broken"] == [INF]
    settings |= {"goal": 1.5, "probes": 3, "epochs": 4}
    found = arrivals({"slow": jobs["slow"]}, **settings)
    loss = run(**jobs["slow"], widths=[64, 8, 10], seed=0, epochs=4, probes=3).history
    assert found["slow"] == [np.flatnonzero(loss.loss < 1.5)[0] / 3]
    del settings["goal"]
    assert loss.loss[-1] > 0.1
    assert arrivals({"slow": jobs["slow"]}, **settings)["slow"] == [INF]


def test_layers_of_other_networks_are_measured_with_their_means_known():
    layers = measure_layers("relu", network=CentredMLP, seeds=[0])
    assert layers.mean.max() < 1e-12 < 0.05 < layers.spread.min()


def test_bars_that_miss_zero_are_counted():
    low, high = np.linspace(1, 2, 50), np.linspace(-1, 1, 50)
    heard = {"relu": np.array([low, high, -low]).T, "elu": np.array([high, high]).T}
    fig, missed = plotting.heard_figure(heard, "A title")
    assert missed == {"relu": 2, "elu": 0}
    first = fig.axes[0]
    ends = [(b.get_y(), b.get_y() + b.get_height()) for b in first.patches]
    np.testing.assert_allclose(ends[0], np.quantile(low, (0.1, 0.9)))
    assert first.get_ylim() == fig.axes[1].get_ylim()
    assert "2 of 3 miss 0" in first.get_title(loc="left")


def test_kappas_stand_where_they_were_found():
    measured = {"relu": {1: (300, 90), 8: (5000, 200)}, "elu": {1: (10, 10), 8: (9, 9)}}
    fig = plotting.kappas_figure(measured, "A title")
    dots = [line.get_xdata()[0] for line in fig.axes[1].lines]
    assert dots == [5000, 200, 9, 9]
    arrows = [t for t in fig.axes[1].texts if getattr(t, "arrow_patch", None)]
    assert [(a.xyann[0], a.xy[0]) for a in arrows] == [(5000, 200)]


ROUNDS = {
    "ReLU": [4.0, 4.5, INF],
    "ReLU, control": [4.0, 4.0, 4.5],
    "ReLU, centred": [1.5, 1.5, 2.0],
}


def test_arrows_lead_from_median_to_median():
    (ax,) = plotting.moves_figure(ROUNDS, 5, "A title").axes
    (arrow,) = [t for t in ax.texts if getattr(t, "arrow_patch", None)]
    assert (arrow.xyann[0], arrow.xy[0]) == (4.5, 1.5)
    seeds = [line for line in ax.lines if line.get_marker() == "."]
    assert sorted(seeds[0].get_xdata()) == [4.0, 4.5, 5.6]
    assert len({*zip(*seeds[1].get_data(), strict=True)}) == 3  # none hides another
    assert "ReLU, centred" in [t.get_text() for t in ax.texts]


def test_rounds_stand_over_hum():
    hums = {"ReLU": 2.0, "ReLU, control": 1.0, "ReLU, centred": 0.0}
    (ax,) = plotting.hum_figure(hums, ROUNDS, 5, "A title").axes
    diamonds = [line for line in ax.lines if line.get_marker() == "D"]
    places = [(d.get_xdata()[0], d.get_ydata()[0]) for d in diamonds]
    assert places == [(2.0, 4.5), (1.0, 4.0), (0.02, 1.5)]


def test_what_never_arrives_gets_a_cross():
    other = {"ReLU": [1, 1], "ReLU, control": [1, 1]}
    slow = {"ELU": [8, 9], "ELU +0.24": [9, 9]} | other
    fast = {"ELU": [2, 2], "ELU +0.24": [INF, INF]} | other
    fig = plotting.paces_figure((0.03, 0.2), [slow, fast], "A title")
    lines = fig.axes[0].lines
    assert lines[0].get_xydata().tolist() == [[0.03, 8.5], [0.2, 2]]
    assert lines[1].get_xydata().tolist() == [[0.03, 9]]
    (cross,) = [line for line in lines if line.get_marker() == "X"]
    assert cross.get_xdata()[0] == 0.2 and cross.get_ydata()[0] > 8.5
    assert "ELU +0.24:\nnever" in [text.get_text() for text in fig.axes[0].texts]


def test_losses_are_those_of_the_runs():
    done = trials({"ELU, own": job("elu", epochs=2)}, seeds=[0, 1, 2], **SMALL)
    (ax,) = plotting.losses_figure(done, "A title").axes
    middle = np.median([h.loss for _, h in done["ELU, own"]], axis=0)
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), middle)
    assert ax.texts[0].get_text() == "ELU, own"

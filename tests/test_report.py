"""The report on a reader's own function: what it measures, says and refuses."""

import math
import re
import time

import numpy as np
import pytest
from matplotlib import pyplot as plt

from tests.saved import CHAPTERS, printed
from utils import activations, examine, report
from utils.activations import ACTIVATIONS

RANDOM = np.random.default_rng(0)


def writes(z):
    z[z < 0] = 0
    return z


REFUSED = {  # by the words of the sentence
    "not 3": 3,
    "called 'np.sin'. One of yours needs no quotes": "np.sin",
    "out of one of shape (2001,)": np.sum,
    "depends on the others": np.cumsum,
    "random": lambda z: z + RANDOM.normal(size=z.shape),
    "`return` missing": lambda z: None,
    "no numbers, but 'sin'": lambda z: "sin",
    "complex": lambda z: np.sqrt(z.astype(complex)),
    "nan at z = -10 and at 1001": lambda z: np.log(np.where(z > 0, z, np.nan)),
    "KeyError: 'no'": lambda z: {}["no"],
    "fix them": lambda z, alpha: alpha * z,
    "1 everywhere": lambda z: 0 * z + 1,
    "float16": lambda z: np.tanh(z.astype(np.float16)),
    "grows too fast": lambda z: np.exp(z**2 / 4),
    "a pole": np.tan,
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_activation_gets_a_sentence(words, capsys):
    before = np.geterr()
    assert report.report(REFUSED[words]) is None
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("No report: ") and words in said
    assert np.geterr() == before


TOLD = {
    "smooth": np.sin,
    "a kink near z = 3": lambda z: z * np.clip(z + 3, 0, 6) / 6,
    "a jump near z = 0": np.sign,
    "overflows, at about z = 710": np.exp,
    "levels off at -1;": lambda z: np.where(z > 0, 1.5 * z, np.expm1(np.minimum(z, 0))),
    "a jump near z = 1": lambda z: np.where(z > 1, z**3, 0),
    "still changes at z = 40, where it is 1.55": np.arctan,
    "a straight line of slope 1.5": lambda z: np.where(z > 0, 1.5 * z, 0),
}


@pytest.mark.parametrize("words", TOLD)
def test_what_is_said_of_a_function(words):
    with np.errstate(all="ignore"):
        a, facts = examine.examine(TOLD[words])
    assert words in "; ".join(facts) + ";"
    assert np.isfinite(a.init)


@pytest.mark.parametrize(
    ("f", "same"),
    [(math.tanh, "tanh"), (lambda z: z if z > 0 else 0.0, "relu"), (writes, "relu")],
)
def test_a_function_of_numbers_or_that_writes_is_made_usable(f, same):
    a, _ = examine.examine(f)
    z, ours = np.random.default_rng(0).normal(size=(9, 7)), ACTIVATIONS[same]
    kept = z.copy()
    assert np.allclose(a.function(z), ours.function(z), atol=1e-5)
    assert np.allclose(a.grad(z), ours.grad(z), atol=1e-2) and np.array_equal(z, kept)
    assert np.isclose(a.init, ours.init, rtol=0.01)


def test_a_step_has_no_derivative_even_at_its_jump():
    for step in (np.sign, lambda z: 1.0 if z > 0 else 0.0):
        a, _ = examine.examine(step)
        assert np.all(a.grad(np.linspace(-0.01, 0.01, 41) + 3e-5) == 0)


def test_a_derivative_is_checked():
    a, facts = examine.examine(np.sin, np.cos)
    assert "derivative as given, and right" in facts and a.grad is not np.cos
    assert examine.examine(activations.relu, activations.relu_grad)
    assert examine.examine(math.sin, math.cos)  # it makes a table of the function
    slow = lambda z: time.sleep(0.03) or np.sin(z)  # noqa: E731
    assert "it is slow, a table" in examine.examine(slow, np.cos)[1][-1]
    with pytest.raises(examine.Refusal, match=r"0\.9589 at z = -5, .* by 0\.2837"):
        examine.examine(np.sin, np.sin)
    with pytest.raises(examine.Refusal, match="the derivative returns None"):
        examine.examine(np.sin, lambda z: None)


def test_a_report_says_what_chapter_6_prints(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(plt, "show", lambda: None)
    runs = report._saved("elu")  # training takes chapter 9, and is tested there
    monkeypatch.setattr(
        report, "best_runs", lambda a: (runs, {d: runs[d][1] for d in runs})
    )
    assert report.report(activations.elu, save=tmp_path / "elu_0.5")
    said = capsys.readouterr().out
    (path,) = (p for p in CHAPTERS if p.name.startswith("06"))
    (row,) = re.findall(r"^ELU .*$", printed(path), re.MULTILINE)
    assert row.split()[:5] in [line.split()[:5] for line in said.splitlines()]
    assert (tmp_path / "elu_0.5.txt").read_text(encoding="utf-8") == said
    assert (tmp_path / "elu_0.5.png").stat().st_size > 10_000
    plt.close("all")


GOOD = {"linear": False, "z 1": 0.6, "z 8": 0.8, "slope": 0.9, "gain": 1.0}
GOOD |= {"predicted": 1.0, "mean/std": 0.1, "dead": 0.0, "relu": 0.01, "elu": 0.01}
GOOD |= {"losses": {1: 0.1, 3: 0.02, 8: 0.01}}


@pytest.mark.parametrize(
    ("change", "words", "others"),
    [
        ({}, "keeps its size: it is 1 ", "shrinks"),
        ({"gain": 0.89}, "shrinks to 0.89", "keeps"),
        ({"gain": 1.11}, "grows to 1.1 ", "keeps"),
        ({"slope": 0.0, "gain": 0.0}, "no gradient reaches", "keeps"),
        ({"linear": True}, "a straight line", "shrinks"),
        ({"z 8": 0.05}, "does not keep its size: 0.6 in layer 1, 0.05", "which"),
        ({"predicted": 1.06}, "predicted 1.1 ", "\n\n"),
        ({"predicted": 1.04}, "keeps", "predicted"),
        ({"mean/std": 0.41}, "0.41: it is not small", "\n\n"),
        ({"dead": 0.11}, "11% of the units are dead", "\n\n"),
        ({"dead": 0.09}, "keeps", "dead"),
        ({"losses": {1: 1.2, 3: 0.1, 8: np.nan}}, "depth 1 and 8", "about the same"),
        ({"losses": {1: 0.1, 3: 0.1, 8: np.nan}}, "it diverged", "guessing"),
        ({"losses": {1: 1.1, 3: 0.1, 8: 0.01}}, "about the same as", "does not learn"),
        ({"relu": 0.021, "elu": 0.004}, "lower than ReLU's 0.021 and higher", "same"),
    ],
)
def test_sentences_go_with_their_numbers(change, words, others):
    said = "\n".join(report.verdict(GOOD | change))
    assert words in said and others not in said
    assert 3 <= len(said.splitlines()) <= 6


def test_where_a_report_is_saved_is_asked_before_it_is_made(tmp_path, capsys):
    nowhere = tmp_path / "no" / "f"
    for save, words in ((True, "not True"), ("", "empty"), (nowhere, "no folder")):
        assert report.report(np.sin, save=save) is None
        assert words in capsys.readouterr().out
    for init in (0, "he", np.nan):
        assert report.report(np.sin, init=init) is None
        assert "a positive number" in " ".join(capsys.readouterr().out.split())


def test_a_rate_that_is_good_on_one_seed_only_is_not_taken(monkeypatch):
    def losses(activation, depth, seeds, learning_rate, epochs):
        last = {0.1: [0.5, 0.1, 0.1], 0.03: [0.9], 0.3: [0.2, 2.0, 2.0]}[learning_rate]
        return np.array(last[: len(seeds)])[:, None] * np.ones(epochs)

    monkeypatch.setattr(report, "train_networks", losses)
    best, at_one_rate = report.best_runs("relu")
    assert [rate for rate, _ in best.values()] == [0.1] * 3
    assert best[8][1] is at_one_rate[8]

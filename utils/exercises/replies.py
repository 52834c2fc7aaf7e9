"""What to say of a wrong answer that no chapter foresees."""

import numpy as np

__all__ = ["where_it_fails", "which_way"]


def where_it_fails(exercise, y, truth, ok):
    """Say where a function is right, and where to look; or how far off it is."""
    names = exercise.names
    cases = [np.broadcast_arrays(*case) for case in exercise.cases]
    columns = map(np.concatenate, zip(*cases, strict=True))
    points = dict(zip(names, columns, strict=True))
    wrong = np.flatnonzero(~ok)
    broken = wrong[~np.isfinite(y[wrong])]
    if len(broken) == len(wrong):
        at = exercise.point([points[name][broken[0]] for name in names])
        return f"It gives {y[broken[0]]:.0f} at {at}. Which step breaks there?"
    worst = np.setdiff1d(wrong, broken)[0]
    at = exercise.point([points[name][worst] for name in names])
    hand = f"Try {at} by hand: yours gives {y[worst]:.4g}."
    some = np.abs(truth) > 1e-3
    ratio, gap = y[some] / truth[some], y - truth
    if np.all(np.abs(gap) < 0.01 * np.abs(truth) + 0.001):
        return f"Nearly, to two digits or so. Is something rounded? {hand}"
    if np.ptp(ratio) < 1e-4 and np.all(np.abs(y[~some]) < 0.01):
        if np.isclose(ratio[0], -1):
            return f"Right but for its sign. {hand}"
        return f"It is {ratio[0]:.3g} times as large as it should be, everywhere."
    if np.ptp(gap) < 1e-6:
        way = "high" if gap[0] > 0 else "low"
        return f"It is too {way} by {abs(gap[0]):.3g}, everywhere."
    first = points[names[0]]
    for words, region in (
        ("x > 0", first > 0),
        ("x < 0", first < 0),
        ("x >= 0", first >= 0),
        ("x <= 0", first <= 0),
        ("all x but 0", first != 0),
    ):
        # One point may be right by chance: it takes two, and 0 is none.
        if np.sum(region & (first != 0)) > 1 and np.array_equal(ok, region):
            return f"Right for {words.replace('x', names[0])}. {hand}"
    last = points[names[-1]]
    for case in exercise.cases:
        if ok[last == case[-1]].all():
            return f"Right for {names[-1]} = {case[-1]:g}. {hand}"
    return f"Right on {ok.sum()} of the {ok.size} points tried. {hand}"


def which_way(exercise, mine):
    """Say whether a number is too large or too small."""
    right = exercise.reference
    if exercise.rtol == 0 and not mine.is_integer():
        return "A whole number is asked for."
    if mine < 0 < right:
        return f"{mine:.6g} is negative, and it should not be."
    nearly = ", by less than 1%" if abs(mine - right) < 0.01 * abs(right) else ""
    return f"{mine:.6g} is too {'large' if mine > right else 'small'}{nearly}."

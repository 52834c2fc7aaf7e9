"""What belongs to a notebook and is no plot: a table, and how far a loop has got."""

import sys


def progress(items):
    """Yield the items of a list, and show in a notebook how many are done."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    line = None
    if hasattr(shell, "kernel"):
        from IPython.display import Pretty, display

        line = display(Pretty(""), display_id=True)
    for k, item in enumerate(items):
        if line:
            line.update(Pretty("▮" * k + "▯" * (len(items) - k)))
        yield item
    if line:
        line.update(Pretty(""))  # what is saved, and what nbval compares


def table(columns, rows):
    """Print rows under the names of their columns, the first to the left.

    Parameters
    ----------
    columns : dict of str
        The name of each column, with its unit, and the format of its numbers:
        ``{"function": "", "loss": ".2f"}``.
    rows : iterable of sequences
        A value for each column; text is printed as it is.

    Raises
    ------
    ValueError
        If a row has not as many values as there are columns.
    """
    lines = [list(columns)]
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"a row needs {len(columns)} values, got {row!r}")
        pairs = zip(row, columns.values(), strict=True)
        lines.append([v if isinstance(v, str) else format(v, f) for v, f in pairs])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        cells = [cell.rjust(w) for cell, w in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]).rstrip())

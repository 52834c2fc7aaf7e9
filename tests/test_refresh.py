"""tests/refresh.py writes what does not depend on the run."""

from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.refresh import KERNEL, clean


def printed(*pieces, name="stdout"):
    return [new_output("stream", name=name, text=piece) for piece in pieces]


def cleaned(*outputs, **metadata):
    cell = new_code_cell("print(1)", outputs=list(outputs), metadata=metadata)
    notebook = clean(new_notebook(cells=[cell], metadata={"widgets": {}}))
    assert notebook.metadata == {"kernelspec": KERNEL}
    return notebook.cells[0]


def test_output_that_came_in_pieces_is_put_together():
    whole = printed("one\ntwo\nthree\n")
    assert cleaned(*printed("one\n", "two\nth", "ree\n")).outputs == whole
    assert cleaned(*whole).outputs == whole


def test_a_progress_bar_leaves_no_gap_between_pieces():
    gone = new_output("display_data", {})
    assert cleaned(*printed("1\n"), gone, *printed("2\n")).outputs == printed("1\n2\n")


def test_what_is_not_the_same_stays_apart():
    figure = new_output("display_data", {"text/plain": "A line."})
    mixed = [*printed("1\n"), figure, *printed("2\n"), *printed("3\n", name="stderr")]
    assert cleaned(*mixed).outputs == mixed


def test_sliders_are_left_without_output_and_cells_without_times():
    cell = cleaned(*printed("1\n"), tags=["interactive"], execution={"busy": "12:00"})
    assert cell.outputs == []
    assert cell.metadata == {"tags": ["interactive"]}

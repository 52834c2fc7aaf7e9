"""What belongs to a notebook: showing a figure, a table, a function's code, a bar.

Matplotlib and ipywidgets are loaded by what needs them, so that the network can be
trained without either.
"""

import ast
import base64
import inspect
import textwrap
from io import BytesIO

from IPython import get_ipython
from IPython.display import display

from utils.notebook import table

__all__ = ["progress", "show", "source", "table"]


def show(fig, alt):
    """Display a figure as PNG with its text alternative, and close it.

    An inch of the figure is shown as 100 pixels, and stored as 130 to be sharp. The
    PNG says which Matplotlib and FreeType drew it, for the test of the figures. A
    script has nowhere to show it, and prints its words.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure; it is closed and cannot be shown again.
    alt : str
        What the figure shows, for a reader who cannot see it: a sentence or two. It
        goes into text/plain, which some front ends read out and nbval compares, and
        into the metadata, from which pages are made.

    Raises
    ------
    ValueError
        If `alt` is shorter than 20 characters.
    """
    from matplotlib import pyplot as plt

    display_png(lambda: encode_png(fig), fig.get_figwidth(), alt)
    plt.close(fig)


def display_png(draw, inches, alt):
    """Display the PNG that `draw` returns, so many inches wide, with its words."""
    if not isinstance(alt, str) or len(alt.strip()) < 20:
        raise ValueError(f"alt is to say in a sentence what is seen, got {alt!r}")
    if get_ipython() is None:  # a script has words alone
        print(alt)
        return
    # Text, not bytes: not every kernel encodes bytes on their way to the browser.
    data = {"image/png": base64.b64encode(draw()).decode(), "text/plain": alt}
    about = {"alt": alt, "width": round(inches * 100)}  # in CSS pixels
    display(data, raw=True, metadata={"image/png": about})


def encode_png(fig):
    """Return a figure as the bytes of a small PNG that names what drew it."""
    return encode_frames([rendered(fig)])


def rendered(fig):
    """Return a figure as an image of Pillow's, 130 pixels an inch."""
    from PIL import Image  # Matplotlib brings it

    drawn = BytesIO()
    fig.savefig(drawn, format="png")
    return Image.open(drawn).convert("RGB")


def encode_frames(frames, seconds=0.0):
    """Return images of one size as a PNG, animated if there are several.

    The animation plays once, in so many seconds. What does not play it shows the
    last frame.
    """
    from matplotlib import __version__, ft2font
    from PIL import Image, PngImagePlugin

    png, about = BytesIO(), PngImagePlugin.PngInfo()
    freetype = ft2font.__freetype_version__
    about.add_text("Software", f"Matplotlib {__version__}, FreeType {freetype}")
    # 256 colours are plenty for lines, and make a third of the file. They are chosen
    # from all frames at once, which have to share them.
    width, height = frames[0].size
    tall = Image.new("RGB", (width, height * len(frames)))
    for number, frame in enumerate(frames):
        tall.paste(frame, (0, number * height))
    tall = tall.quantize(256)
    boxes = ((0, n * height, width, (n + 1) * height) for n in range(len(frames)))
    small = [tall.crop(box) for box in boxes]
    motion = {}
    if len(frames) > 1:
        pause = round(1000 * seconds / len(frames))
        motion = {"save_all": True, "default_image": True, "append_images": small}
        motion |= {"duration": pause, "loop": 1}
    small[-1].save(png, "png", optimize=True, pnginfo=about, **motion)
    return png.getvalue()


def source(function):
    """Print the code of a function, without its docstring and decorators.

    Parameters
    ----------
    function : callable
        A function or method written in Python.

    Raises
    ------
    TypeError
        If it has no Python code to show.
    """
    text = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    definition = ast.parse(text).body[0]
    lines = text.splitlines()
    body = definition.body
    start, end = definition.lineno - 1, body[0].lineno - 1
    if ast.get_docstring(definition) is not None:
        del lines[end : body[0].end_lineno]
        while not lines[end].strip():
            del lines[end]
    print("\n".join(lines[start:]))


def progress(items, total=None):
    """Yield the items, behind a bar in the notebook that goes when they are done.

    Parameters
    ----------
    items : iterable
        What to go through.
    total : int, optional
        How many there are, if `items` cannot say so.

    Yields
    ------
    object
        The items, in order.
    """
    if get_ipython() is None:  # a script has no bar
        yield from items
        return
    from ipywidgets import HTML

    total = len(items) if total is None else total
    bar = HTML(_bar(0, total))
    # The view alone: a text/plain beside it would be a difference to nbval.
    view = "application/vnd.jupyter.widget-view+json"
    data = {view: bar._repr_mimebundle_()[view]}
    place = display(data, raw=True, display_id=True).display_id
    try:
        for number, item in enumerate(items, 1):
            yield item
            bar.value = _bar(number, total)
    finally:
        bar.close()
        display({}, raw=True, display_id=place, update=True)


def _bar(done, total):
    """Return a bar with its label, in HTML's own words, which are read out."""
    bar = f'<progress max="{total}" value="{done}"></progress>'
    return f"<label>{bar} {done} of {total} done</label>"

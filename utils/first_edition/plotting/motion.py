"""Motion, for where change is the point."""

import matplotlib.pyplot as plt

from utils.first_edition.notebook import display_png, encode_frames, rendered

__all__ = ["animate", ]


def animate(fig, draw, steps, alt, seconds=4.0):
    """Display a figure that moves, once, as an animated PNG; and close it.

    The last step is the complete figure. It comes first, too, for a printer shows
    the first frame, and it is what a viewer shows that plays no animation.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure; it is closed and cannot be shown again.
    draw : callable
        Called with each step in turn; changes what is in the figure, and leaves
        sizes and limits alone.
    steps : iterable
        One for each frame after the first, at least two.
    alt : str
        What the last frame shows, as for `utils.first_edition.notebook.show`.
    seconds : float, optional
        How long it plays, at most 5.

    Raises
    ------
    ValueError
        If there are fewer than two steps, if it would play for longer than five
        seconds or for no time, or if `alt` is shorter than 20 characters.
    """
    steps = list(steps)
    if len(steps) < 2:
        raise ValueError(f"motion needs two steps or more, got {len(steps)}")
    if not 0 < seconds <= 5:
        raise ValueError(f"seconds has to be above 0 and at most 5, got {seconds}")
    display_png(lambda: _played(fig, draw, steps, seconds), fig.get_figwidth(), alt)
    plt.close(fig)


def _played(fig, draw, steps, seconds):
    if steps[0] != steps[-1]:
        steps = [steps[-1], *steps]
    draw(steps[-1])
    fig.draw_without_rendering()
    fig.set_layout_engine("none")  # or the panels would wander from frame to frame
    frames = []
    for step in steps:
        draw(step)
        frames.append(rendered(fig))
    return encode_frames(frames, seconds)



"""How the series draws: its look, its curves, and the pictures of its ideas.

Each module holds one kind of picture; notebooks import from here.
"""

from utils.plotting.curves import (
    band,
    curve,
    function_and_gradient,
    mark_zero,
    separate_labels,
)
from utils.plotting.layers import layers_figure, message_figure
from utils.plotting.motion import animate
from utils.plotting.overview import story_strip
from utils.plotting.style import COLORS, GREY, LINE_STYLES, ink, use_house_style

__all__ = [
    "COLORS",
    "GREY",
    "LINE_STYLES",
    "animate",
    "band",
    "curve",
    "function_and_gradient",
    "ink",
    "layers_figure",
    "mark_zero",
    "message_figure",
    "separate_labels",
    "story_strip",
    "use_house_style",
]

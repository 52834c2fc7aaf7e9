"""Drawings of chapters 7 and 8 of the first edition."""

from utils.first_edition.plotting.averages import (
    agreement_figure,
    outputs_figure,
    portraits_figure,
    sizes_figure,
)
from utils.first_edition.plotting.bowls import (
    cuts_figure,
    descent_figure,
    kappa_figure,
)
from utils.first_edition.plotting.contest import (
    arrivals_figure,
    leads_figure,
    rates_figure,
    slopes_figure,
)
from utils.first_edition.plotting.curves import (
    band,
    curve,
    mark_zero,
    separate_labels,
)
from utils.first_edition.plotting.gates import swiglu_figure
from utils.first_edition.plotting.layers import message_figure
from utils.first_edition.plotting.motion import animate
from utils.first_edition.plotting.moves import (
    heard_figure,
    hum_figure,
    kappas_figure,
    losses_figure,
    moves_figure,
    paces_figure,
)
from utils.first_edition.plotting.overview import poster
from utils.first_edition.plotting.style import (
    COLORS,
    GREY,
    LINE_STYLES,
    ink,
    use_house_style,
)

__all__ = [
    "COLORS",
    "GREY",
    "LINE_STYLES",
    "agreement_figure",
    "animate",
    "arrivals_figure",
    "band",
    "curve",
    "cuts_figure",
    "descent_figure",
    "heard_figure",
    "hum_figure",
    "ink",
    "kappa_figure",
    "kappas_figure",
    "leads_figure",
    "losses_figure",
    "mark_zero",
    "message_figure",
    "moves_figure",
    "outputs_figure",
    "paces_figure",
    "portraits_figure",
    "poster",
    "rates_figure",
    "separate_labels",
    "sizes_figure",
    "slopes_figure",
    "swiglu_figure",
    "use_house_style",
]

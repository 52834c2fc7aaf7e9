"""How the series draws: its look, its curves, and the pictures of its ideas.

Each module holds one kind of picture; notebooks import from here.
"""

from utils.first_edition.plotting.averages import (
    agreement_figure,
    outputs_figure,
    portraits_figure,
    sizes_figure,
)
from utils.first_edition.plotting.backprop import (
    forward_back_figure,
    race_figure,
    two_losses_figure,
)
from utils.first_edition.plotting.bells import balance_figure, noise_figure, through_figure
from utils.first_edition.plotting.bends import closeness_figure, offsets_figure, stages_figure
from utils.first_edition.plotting.bowls import cuts_figure, descent_figure, kappa_figure
from utils.first_edition.plotting.calibration import calibration_figure
from utils.first_edition.plotting.comebacks import comebacks_figure
from utils.first_edition.plotting.contest import (
    arrivals_figure,
    leads_figure,
    rates_figure,
    slopes_figure,
)
from utils.first_edition.plotting.corners import corner_figure, sharpness_figure, switch_figure
from utils.first_edition.plotting.curves import (
    band,
    curve,
    function_and_gradient,
    mark_zero,
    separate_labels,
)
from utils.first_edition.plotting.diagrams import network_figure, neuron_figure
from utils.first_edition.plotting.fading import (
    depths_figure,
    strips_of_talk_figure,
    survival_figure,
    window_figure,
)
from utils.first_edition.plotting.floats import overflow_figure
from utils.first_edition.plotting.floors import (
    alphas_figure,
    approach_figure,
    left_sides_figure,
    two_scales_figure,
)
from utils.first_edition.plotting.gaps import (
    breakdown_figure,
    bump_figure,
    errors_figure,
    hill_figure,
    shortfall_figure,
)
from utils.first_edition.plotting.gates import swiglu_figure
from utils.first_edition.plotting.layers import layers_figure, message_figure
from utils.first_edition.plotting.levels import levels_figure, squares_figure
from utils.first_edition.plotting.means import means_figure
from utils.first_edition.plotting.motion import animate, reveal
from utils.first_edition.plotting.moves import (
    heard_figure,
    hum_figure,
    kappas_figure,
    losses_figure,
    moves_figure,
    paces_figure,
)
from utils.first_edition.plotting.overview import poster, story_strip
from utils.first_edition.plotting.paths import folds_figure, shares_figure
from utils.first_edition.plotting.primer import (
    log_axis_figure,
    rounds_figure,
    scores_figure,
    steps_figure,
)
from utils.first_edition.plotting.staircases import (
    adding_up_figure,
    ramps_figure,
    slope_figure,
    stairs_figure,
    zoom_out_figure,
)
from utils.first_edition.plotting.strips import (
    area_so_far_figure,
    finer_strips_figure,
    flipped_figure,
    one_strip_figure,
    strips_figure,
)
from utils.first_edition.plotting.style import COLORS, GREY, LINE_STYLES, ink, use_house_style
from utils.first_edition.plotting.tangents import tangents_figure, walk_figure
from utils.first_edition.plotting.units import dead_figure, pushed_figure

__all__ = [
    "COLORS",
    "GREY",
    "LINE_STYLES",
    "adding_up_figure",
    "agreement_figure",
    "alphas_figure",
    "animate",
    "approach_figure",
    "area_so_far_figure",
    "arrivals_figure",
    "balance_figure",
    "band",
    "breakdown_figure",
    "bump_figure",
    "calibration_figure",
    "closeness_figure",
    "comebacks_figure",
    "corner_figure",
    "curve",
    "cuts_figure",
    "dead_figure",
    "depths_figure",
    "descent_figure",
    "errors_figure",
    "finer_strips_figure",
    "flipped_figure",
    "folds_figure",
    "forward_back_figure",
    "function_and_gradient",
    "heard_figure",
    "hill_figure",
    "hum_figure",
    "ink",
    "kappa_figure",
    "kappas_figure",
    "layers_figure",
    "leads_figure",
    "left_sides_figure",
    "levels_figure",
    "log_axis_figure",
    "losses_figure",
    "mark_zero",
    "means_figure",
    "message_figure",
    "moves_figure",
    "network_figure",
    "neuron_figure",
    "noise_figure",
    "offsets_figure",
    "one_strip_figure",
    "outputs_figure",
    "overflow_figure",
    "paces_figure",
    "portraits_figure",
    "poster",
    "pushed_figure",
    "race_figure",
    "ramps_figure",
    "rates_figure",
    "reveal",
    "rounds_figure",
    "scores_figure",
    "separate_labels",
    "shares_figure",
    "sharpness_figure",
    "shortfall_figure",
    "sizes_figure",
    "slope_figure",
    "slopes_figure",
    "squares_figure",
    "stages_figure",
    "stairs_figure",
    "steps_figure",
    "story_strip",
    "strips_figure",
    "strips_of_talk_figure",
    "survival_figure",
    "swiglu_figure",
    "switch_figure",
    "tangents_figure",
    "through_figure",
    "two_losses_figure",
    "two_scales_figure",
    "use_house_style",
    "walk_figure",
    "window_figure",
    "zoom_out_figure",
]

"""Settings that the kernels of the notebooks inherit."""

import os

# pytest's own -W stops at the process; this reaches the kernels nbval starts.
os.environ["PYTHONWARNINGS"] = "error::RuntimeWarning"
os.environ["MPLBACKEND"] = "agg"  # nothing here needs a window

"""Settings that the kernels of the notebooks inherit."""

import os

# pytest's own -W stops at the process; this reaches the kernels nbval starts.
os.environ["PYTHONWARNINGS"] = "error::RuntimeWarning"
os.environ["MPLBACKEND"] = "agg"  # nothing here needs a window
# The matrices here are small. A second thread gains them little, and on a busy machine
# threads that wait for one another take ten times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

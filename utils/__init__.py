"""What the notebooks share: functions, network, experiments, plots, exercises."""

import sys

# A console that lacks σ or κ (cp1252) shows a question mark instead of an error.
if hasattr(sys.stdout, "reconfigure") and "utf" not in sys.stdout.encoding.lower():
    sys.stdout.reconfigure(errors="replace")

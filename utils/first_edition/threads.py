"""Threads: one for the matrix products of a network, several for several networks."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np  # noqa: F401 (its BLAS has to be loaded to be found)
from threadpoolctl import ThreadpoolController

__all__ = ["one_blas_thread", "side_by_side"]

# The matrices here are small. A second BLAS thread gains them little, and where several
# kernels share a machine, threads that wait for one another take ten times as long.
# Where there is nothing to limit (Accelerate, a browser) this does nothing.
_BLAS = ThreadpoolController()


def one_blas_thread():
    """Return a context in which matrix products use one thread."""
    return _BLAS.limit(limits=1, user_api="blas")


def side_by_side(function, items):
    """Yield function(item) for each, in order, computed on several cores."""
    if sys.platform == "emscripten":  # a browser kernel has no threads
        yield from map(function, items)
        return
    # NumPy lets go of the interpreter while it computes, so threads will do. They
    # share one limit on BLAS, or each would lift the other's when it is done.
    with one_blas_thread(), ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        yield from pool.map(function, items)

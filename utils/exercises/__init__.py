"""Exercises that answer back: what the notebooks and the tests import, and no more.

Each chapter ends with exercises, and `check` says of an answer that it is right, or
*what kind* of wrong it is. What there is to know about an exercise stands in one row
of its chapter's file, chapter_1.py and so on: what is right, what to try it on, and
the mistakes that people make, each as the wrong answer itself with the sentence that
helps. So if you would rather find out for yourself, do not open your chapter's.
"""

from utils.exercises.checking import check
from utils.exercises.exercise import Exercise
from utils.exercises.table import EXERCISES

__all__ = ["EXERCISES", "Exercise", "check"]

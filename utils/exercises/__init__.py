"""Exercises that answer back: `check` says what kind of wrong an answer is.

What there is to know about an exercise stands in its chapter's file, chapter_1.py and
so on: what is right, and each known mistake with the sentence that helps. So if you
would rather find out for yourself, do not open your chapter's.
"""

from importlib import import_module

from utils.exercises.check import EXERCISES, Exercise, check

__all__ = ["EXERCISES", "Exercise", "check"]

for _number in range(1, 9):
    EXERCISES |= import_module(f"utils.exercises.chapter_{_number}").EXERCISES

"""All exercises in one table, in the order of the chapters."""

from utils.exercises import (
    chapter_1,
    chapter_2,
    chapter_3,
    chapter_4,
    chapter_5,
    chapter_6,
    chapter_7,
    chapter_8,
)

__all__ = ["EXERCISES"]

EXERCISES = {
    **chapter_1.EXERCISES,
    **chapter_2.EXERCISES,
    **chapter_3.EXERCISES,
    **chapter_4.EXERCISES,
    **chapter_5.EXERCISES,
    **chapter_6.EXERCISES,
    **chapter_7.EXERCISES,
    **chapter_8.EXERCISES,
}

"""What chapters 7 and 8, still of the first edition, need. It goes with them.

Nothing here is used by chapters 1 to 6 or by the modules beside this folder, except
`exercises/chapter_7.py` and `exercises/chapter_8.py`.
"""

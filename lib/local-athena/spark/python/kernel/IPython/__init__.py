"""Of IPython, what blocks of code use: the display functions."""

from IPython.display import display

__all__ = ["display"]

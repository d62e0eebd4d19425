"""What of IPython notebooks use: the display functions."""

from IPython.display import display

__all__ = ["display"]

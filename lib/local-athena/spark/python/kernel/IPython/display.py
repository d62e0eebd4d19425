"""What notebooks import from IPython.display."""

from athena_display import display

__all__ = ["display"]

"""What a failing block writes to stderr: the user's own frames, without source lines, and the error."""

import traceback

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
# The standard library, pyspark and the kernel.
_LIBRARY = "/lib/"


def format_error(error: BaseException) -> str:
    return "".join(_chain(error, set()))


def _chain(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    cause, context = error.__cause__, error.__context__
    if cause is None and error.__suppress_context__:
        context = None
    earlier, joint = (cause, _CAUSE) if cause is not None else (context, _CONTEXT)
    lines: list[str] = []
    # What a library raised and handled on its own tells the user nothing.
    if earlier is not None and id(earlier) not in seen and _user_frames(earlier):
        lines = [*_chain(earlier, seen), joint]
    frames = traceback.StackSummary.from_list(_user_frames(error))
    return [*lines, *frames.format(), *_last_lines(error)]


def _last_lines(error: BaseException) -> list[str]:
    """Without the names that Python would suggest: Athena's Python is older than that."""
    if not isinstance(error, (AttributeError, ImportError, NameError)):
        return traceback.format_exception_only(error, show_group=True)
    name, error.name = error.name, None
    try:
        return traceback.format_exception_only(error)
    finally:
        error.name = name


def _user_frames(error: BaseException) -> list[traceback.FrameSummary]:
    return [
        traceback.FrameSummary(code.co_filename, line, code.co_name, lookup_line=False, line="")
        for code, line in (
            (frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)
        )
        if not code.co_filename.startswith((_LIBRARY, "<frozen "))
    ]

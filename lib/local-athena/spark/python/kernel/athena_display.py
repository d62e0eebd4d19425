"""Display data of objects, made as Jupyter makes it: a text, and what else the object offers."""

import base64
import json

import athena_bridge

# What an object says it looks like, by the name of the method that tells.
_FORMATS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_latex_": "text/latex",
    "_repr_json_": "application/json",
}
_PLOTLY = "application/vnd.plotly.v1+json"


def display(*objects: object, raw: bool = False, metadata: dict | None = None) -> None:
    """Shows objects; with `raw`, MIME bundles as they are."""
    for value in objects:
        data, facts = (dict(value), {}) if raw else bundle_of(value)
        send(data, {**facts, **(metadata or {})})


def send(data: dict, metadata: dict) -> None:
    message = {"data": _plain(data), "metadata": _plain(metadata)}
    athena_bridge.call(athena_bridge.DISPLAY, athena_bridge.to_json(message))


def has_rich_form(value: object) -> bool:
    return not isinstance(value, type) and any(
        callable(getattr(type(value), name, None)) for name in ("_repr_mimebundle_", *_FORMATS)
    )


def bundle_of(value: object) -> tuple[dict, dict]:
    data: dict = {}
    metadata: dict = {}
    if not isinstance(value, type):
        for name, mime_type in _FORMATS.items():
            shown = _call(value, name)
            if shown is not None:
                # A pair is the data and what is to be known of it.
                data[mime_type], about = shown if _is_pair(shown) else (shown, None)
                if about:
                    metadata[mime_type] = about
        shown = _call(value, "_repr_mimebundle_", include=None, exclude=None)
        if shown is not None:
            bundle, about = shown if _is_pair(shown) else (shown, {})
            data.update(bundle)
            metadata.update(about)
        if not data and callable(getattr(value, "to_plotly_json", None)):
            data[_PLOTLY] = json.loads(value.to_json())
    if "text/plain" not in data:
        data["text/plain"] = repr(value)
    return data, metadata


def _call(value: object, name: str, **options: object) -> object:
    method = getattr(type(value), name, None)
    return method(value, **options) if callable(method) else None


def _is_pair(shown: object) -> bool:
    return isinstance(shown, tuple) and len(shown) == 2


def _plain(bundle: dict) -> dict:
    return {
        str(mime_type): base64.b64encode(value).decode("ascii")
        if isinstance(value, (bytes, bytearray, memoryview))
        else value
        for mime_type, value in bundle.items()
        if value is not None
    }

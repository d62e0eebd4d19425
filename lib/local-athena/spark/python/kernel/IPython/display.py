"""Objects that show themselves, as in IPython.display."""

import json
import os
import struct

from athena_display import display

__all__ = ["HTML", "Image", "JSON", "Latex", "Markdown", "Math", "SVG", "display"]

_ADDRESS = ("http://", "https://", "ftp://")


class DisplayObject:
    """Data, or a file of the session's own that holds it."""

    _read_mode = "r"

    def __init__(self, data=None, url=None, filename=None, metadata=None):
        if isinstance(data, os.PathLike):
            data, filename = None, os.fspath(data)
        if url is not None or (isinstance(data, str) and data.startswith(_ADDRESS)):
            raise ValueError("a session has no network: give the data, or a file of the session")
        if data is None and filename is not None:
            with open(filename, self._read_mode) as file:
                data = file.read()
        self.data = data
        self.filename = filename
        self.metadata = metadata or {}

    def __repr__(self):
        return f"<IPython.core.display.{type(self).__name__} object>"


class HTML(DisplayObject):
    def _repr_html_(self):
        return self.data, self.metadata


class Markdown(DisplayObject):
    def _repr_markdown_(self):
        return self.data, self.metadata


class Latex(DisplayObject):
    def _repr_latex_(self):
        return self.data, self.metadata


class Math(Latex):
    def _repr_latex_(self):
        return "$\\displaystyle %s$" % self.data.strip("$"), self.metadata


class SVG(DisplayObject):
    def _repr_svg_(self):
        data = self.data.decode("utf-8") if isinstance(self.data, bytes) else self.data
        return data, self.metadata


class JSON(DisplayObject):
    def __init__(self, data=None, url=None, filename=None, expanded=False, metadata=None, root="root"):
        super().__init__(data, url, filename, metadata)
        if isinstance(self.data, str):
            self.data = json.loads(self.data)
        self.metadata = {"expanded": expanded, "root": root, **self.metadata}

    def _repr_json_(self):
        return self.data, self.metadata


class Image(DisplayObject):
    """A picture: its bytes, or the name of a file."""

    _read_mode = "rb"

    def __init__(
        self, data=None, url=None, filename=None, format=None, embed=None, width=None, height=None, metadata=None
    ):
        if isinstance(data, str) and not data.startswith(_ADDRESS):
            data, filename = None, data
        super().__init__(data, url, filename, metadata)
        if not isinstance(self.data, (bytes, bytearray)):
            raise TypeError("an Image needs its bytes, or the name of a file")
        self.format = (format or _format_of(self.data)).lower().replace("jpg", "jpeg")
        if self.format not in ("png", "jpeg", "gif", "webp"):
            raise ValueError(f"cannot show an image of the format {self.format!r}: use png, jpeg, gif or webp")
        self.width, self.height = width, height

    def _repr_mimebundle_(self, include=None, exclude=None):
        mime_type = f"image/{self.format}"
        sizes = {"width": self.width, "height": self.height}
        if self.format == "png" and self.width is None and self.height is None:
            sizes = _png_size(self.data)
        about = {**{name: size for name, size in sizes.items() if size is not None}, **self.metadata}
        return {mime_type: bytes(self.data)}, {mime_type: about} if about else {}


def _format_of(data):
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8"):
        return "jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    raise ValueError("these bytes are no png, jpeg, gif or webp image")


def _png_size(data):
    if len(data) < 24:
        return {}
    width, height = struct.unpack(">ii", data[16:24])
    return {"width": width, "height": height}

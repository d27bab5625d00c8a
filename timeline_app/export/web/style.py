"""What surrounds the story: style sheet, script and the policy that lets the browser run these and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from timeline_app.base.resources import resource
from timeline_app.paint.theme import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, PRINT, Theme, readable_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.export.published import PublishedCategory

SCRIPTS: Final = (
    "model", "address", "ruler", "drawing", "lanes", "gestures", "strip", "panels", "share", "story", "start",
)  # fmt: skip
"""In the order in which they need each other."""
_FONTS: Final = (("inter-regular.woff2", 400), ("inter-semibold.woff2", 600))
_COLOURS: Final = (
    "paper", "panel", "lane", "hairline", "hairline_strong", "outline", "ink", "secondary", "faint", "accent",
    "accent_ground", "on_accent", "today", "histogram", "histogram_faint", "warning",
)  # fmt: skip
_COMMENT: Final = re.compile(r"(^|(?<=[;{},]) )// .*$|^/\*\*? .*\*/$")
_GOES_ON: Final = (";", "{", "(", "[", ",", "}")
"""What needs no end of its line behind it: a brace that ends an expression has a semicolon."""
_MORE: Final = "(prefers-contrast:more)"
_DARK: Final = "(prefers-color-scheme:dark)"


def style_sheet(categories: Sequence[PublishedCategory]) -> str:
    """Give the whole style sheet: typeface, the program's colours, and the page's own rules.

    The colours are those for light and dark, each also for who asks for more contrast, and for print.
    """
    light, dark, paper = (_colours(theme, categories) for theme in (LIGHT, DARK, PRINT))
    light_high, dark_high = (_colours(theme, categories) for theme in (LIGHT_HIGH, DARK_HIGH))
    return "".join(
        (
            *(_font_face(name, weight) for name, weight in _FONTS),
            f":root{{color-scheme:light;{light}}}\n",
            f"@media {_DARK}{{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n",
            f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n",
            f"@media {_MORE}{{:root{{{light_high}}}:root[data-theme=dark]{{{dark_high}}}}}\n",
            f"@media {_MORE} and {_DARK}{{:root:not([data-theme=light]){{{dark_high}}}}}\n",
            f"@media print{{:root:root:root{{color-scheme:light;{paper}}}}}\n",
            *(f".c{number}{{--c:var(--c{number});--ct:var(--ct{number})}}\n" for number in range(len(categories))),
            _lean(_read("page.css")),
        )
    )


def script() -> str:
    """Give the script that runs once the story is there."""
    parts = "".join(_lean(_read("script", f"{name}.js")) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def first_script() -> str:
    """Give the few lines that run before anything is drawn."""
    return _lean(_read("script", "boot.js"))


def policy(sheet: str, *scripts: str) -> str:
    """Give the Content Security Policy under which this style sheet and these scripts run, and nothing is fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_digest, scripts))}",
            f"style-src {_digest(sheet)}",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _read(*parts: str) -> str:
    return resource("web", *parts).read_text(encoding="utf-8")


def _lean(text: str) -> str:
    """Leave out what only those who work on the page read: indentation, comments, ends of lines."""
    lines = (_COMMENT.sub("", line.strip()) for line in text.splitlines())
    return "".join(line if line.endswith(_GOES_ON) else f"{line}\n" for line in lines if line)


def _font_face(name: str, weight: int) -> str:
    data = b64encode(resource("web", name).read_bytes()).decode()
    source = f'url(data:font/woff2;base64,{data}) format("woff2")'
    return f"@font-face{{font-family:Inter;font-weight:{weight};font-display:swap;src:{source}}}\n"


def _colours(theme: Theme, categories: Sequence[PublishedCategory]) -> str:
    named = [f"--{name.replace('_', '-')}:{getattr(theme, name)}" for name in _COLOURS]
    for number, category in enumerate(categories):
        colour = theme.category(category.colour)
        named.append(f"--c{number}:{colour}")
        named.append(f"--ct{number}:{readable_on(colour, theme.paper, theme.text_contrast)}")
    return ";".join(named)

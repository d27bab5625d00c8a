"""Colours that can be seen: contrast by WCAG 2.2, and shifting a chosen colour until it reaches a wanted one."""

from __future__ import annotations

from functools import lru_cache


def channels(colour: str) -> tuple[int, int, int]:
    """Split #RRGGBB into its three channels."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def mixed(one: str, other: str, share: float) -> str:
    """Mix `share` of `other` into `one`."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@lru_cache(maxsize=256)
def readable_on(colour: str, ground: str, wanted: float) -> str:
    """Shift `colour` towards ink or light, as little as needed, until it has the `wanted` contrast on `ground`."""
    far_end = "#FFFFFF" if luminance(ground) < 0.2 else "#000000"
    for step in range(21):
        shifted = mixed(colour, far_end, step / 20)
        if contrast(shifted, ground) >= wanted:
            return shifted
    return far_end

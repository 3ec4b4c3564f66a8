"""Contrast of two colours, as WCAG 2.1 defines it. Colours are red, green and blue from 0 to 1."""

from __future__ import annotations

Colour = tuple[float, float, float]


def luminance(colour: Colour) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """How many times lighter the lighter of two colours is, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour(name: str) -> Colour:
    """The colour of a name such as "#404040"."""
    red, green, blue = (int(name[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue

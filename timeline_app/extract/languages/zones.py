"""Zones that newspapers of any language name by the same letters, and cities by whose clock they tell the time."""

from __future__ import annotations

from typing import Final

ZONES: Final = """
    utc=Z gmt=Z z=Z wet=Z cet=+01:00 cest=+02:00 eet=+02:00 eest=+03:00 msk=+03:00 trt=+03:00 mez=+01:00 mesz=+02:00
    oez=+02:00 oesz=+03:00 est=-05:00 edt=-04:00 pst=-08:00 pdt=-07:00 bst=+01:00
"""
"""Abbreviation -> offset."""

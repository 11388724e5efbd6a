"""Pictures of each page kind at three widths, light and dark, and on paper: kept in .build/pictures, to be looked at."""

import os
import pathlib

import pytest

from screenshots import WIDTHS, paper, picture
from test_pages import KINDS

PICTURES = pathlib.Path(os.environ.get("ROLLBOOK_PICTURES") or pathlib.Path(__file__).resolve().parents[2] / ".build/pictures")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.replace(" ", "-"))
def test_is_kept_to_be_looked_at(kind, site, address, browser):
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = sorted(site.glob(KINDS[kind]))[0].relative_to(site).as_posix()
    name = kind.replace(" ", "-")
    picture(browser, address, path, name, PICTURES, full=True)
    paper(browser, address, path, name, PICTURES)
    light, dark = ({width: (PICTURES / f"{name}-{width}-{scheme}.png").read_bytes() for width in WIDTHS} for scheme in ("light", "dark"))
    assert all(light[width] != dark[width] for width in WIDTHS)
    assert len(set(light.values())) == len(WIDTHS)
    assert list(PICTURES.glob(f"{name}-paper-*.png"))

"""Saved pages: what moves about the site is left out, what the page says is kept."""

import pytest

from minutebook.loaders.text import load_text

STORY = "<h1>Flood Board minutes</h1><p>The board met on 4 March and agreed to mend the fence.</p>"
LONG = (
    STORY
    + "<p>Ada Verne reported on lamps. "
    + "The lamps are lit at dusk and put out at dawn. " * 8
    + "</p>"
)


def read(body: str) -> str:
    page = f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>"
    return load_text(page.encode(), source="a.html", sha256="0").text


@pytest.mark.parametrize(
    "chrome",
    [
        '<div role="navigation"><a>Home</a></div>',
        '<div class="cookie-banner">We use cookies</div>',
        '<div id="cookies">We use cookies</div>',
        '<ol class="breadcrumb"><li>Home</li><li>Councils</li></ol>',
        '<p class="skip-link">Skip to content</p>',
        '<div style="display: none">Old menu</div>',
        "<p hidden>Not shown</p>",
        '<div class="social share">Tell a friend</div>',
        '<form role="search">Search this site</form>',
        '<div class="site-footer">Contact the council</div>',
        '<span class="visually-hidden">opens in a new window</span>',
    ],
)
def test_chrome_is_left_out(chrome: str) -> None:
    assert read(chrome + STORY) == read(STORY)
    assert read(STORY + chrome) == read(STORY)


@pytest.mark.parametrize(
    "kept",
    [
        '<div class="sharepoint">Papers are on the site</div>',
        '<div class="social-care">Adult social care</div>',
        '<table><tr><td class="breadcrumb">12</td></tr></table>',
        "<header><p>Flood Board</p></header>",
    ],
)
def test_words_of_the_page_are_kept(kept: str) -> None:
    assert read(kept + STORY) != read(STORY)


@pytest.mark.parametrize(
    "mark", ["<main>{}</main>", '<div role="main">{}</div>', "<div><main>{}</main></div>"]
)
def test_the_part_marked_as_content_is_the_page(mark: str) -> None:
    assert read("<p>Council offices</p>" + mark.format(LONG) + "<p>Contact us</p>") == read(LONG)


def test_an_almost_empty_main_part_is_no_page() -> None:
    assert "Ada Verne" in read("<main><p>Loading</p></main>" + LONG)

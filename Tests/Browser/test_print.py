"""A runbook on paper: whole, in order, nothing torn, and every page says what it is of."""

import re
import subprocess

import pytest

RELEASES = ["payments-2.4.0", "payments-2.7.0"]


@pytest.fixture(params=RELEASES)
def printed(request, address, watch, tmp_path):
    """The page in the browser, and the text of each sheet of its PDF."""
    page = watch(address).page
    page.goto(f"{address}/releases/{request.param}/index.html", wait_until="load")
    paper = tmp_path / "runbook.pdf"
    page.pdf(path=str(paper), format="A4", prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.split("\f")[:-1]
    assert len(sheets) > 3
    return page, sheets


def squeezed(text):
    """Without blanks and hyphens: lines break on paper, and the reader of the PDF takes hyphens at their ends away."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def steps_of(page):
    return page.evaluate(
        """() => [...document.querySelectorAll('#phases .step, #rollback-procedure .step')].map((step) => ({
            title: step.querySelector('h4').lastChild.textContent.trim(),
            command: step.querySelector('.step-body > .command code, .command code')?.textContent ?? '',
        }))"""
    )


def test_each_sheet_has_its_number_and_the_release(printed):
    page, sheets = printed
    title = squeezed(page.locator(".running").first.text_content())
    assert title
    for number, sheet in enumerate(sheets, 1):
        assert re.search(rf"\b{number}\s*/\s*{len(sheets)}\b", sheet), f"sheet {number} has no number"
        assert squeezed(sheet).count(title) == 1, f"sheet {number} does not say what it is of"


def test_every_step_is_there_in_order_with_its_command_on_the_same_sheet(printed):
    page, sheets = printed
    steps = steps_of(page)
    assert len(steps) > 5
    sheets = [squeezed(sheet) for sheet in sheets]
    sheet, place = 0, 0
    for step in steps:
        title = squeezed(step["title"])
        while (found := sheets[sheet].find(title, place)) < 0:
            sheet, place = sheet + 1, 0
            assert sheet < len(sheets), f"'{step['title']}' is not on paper, or not in order"
        place = found + len(title)
        command = squeezed(step["command"])
        assert command in sheets[sheet][place:], f"the command of '{step['title']}' is torn from its title"


def test_boxes_are_empty_and_nothing_of_the_screen_is_there(printed):
    page, _ = printed
    page.emulate_media(media="print")
    assert page.locator("#phases .step .box:checked").count() == 0
    assert page.locator("#phases .step .box").first.is_visible()
    assert page.locator("button:visible").count() == 0
    assert page.locator(".follow:visible, .rail:visible, .search-link:visible").count() == 0


def test_addresses_of_links_are_on_paper(printed):
    page, sheets = printed
    addresses = page.eval_on_selector_all("main a[href^='http']", "links => links.filter(a => a.offsetParent).map(a => a.getAttribute('href'))")
    text = squeezed("".join(sheets))
    assert addresses
    for address in addresses:
        assert squeezed(address) in text, f"{address} is not on paper"


def test_what_is_folded_on_the_screen_is_open_on_paper(printed):
    page, sheets = printed
    text = squeezed("".join(sheets))
    page.emulate_media(media="print")
    hidden = page.eval_on_selector_all(
        "main details:not(.step-record, .trigger-record, .follow-end, .follow-help)",
        "all => all.filter(d => d.offsetParent).map(d => d.querySelector(':scope > :not(summary)')?.textContent ?? '')",
    )
    for one in hidden:
        assert squeezed(one)[:60] in text, f"folded away on paper: {one[:80]!r}"

"""A former address leads to the page, and with scripts to the same place in it."""

import pytest

OLD = "runbooks/ledger-split/index.html"
NEW = "releases/payments-2.4.0/"


def problems(watched):
    """But for what the browser no longer wanted when it was led on."""
    return [problem for problem in watched.problems if "ERR_ABORTED" not in problem]


@pytest.mark.parametrize("fragment", ["", "#step-switch-traffic", "#step-cut-over"])
def test_keeps_the_fragment_on_a_server(fragment, address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/runbooks/ledger-split/{fragment}")
    watched.page.wait_for_url(f"{address}/{NEW}{fragment}")
    assert problems(watched) == []
    assert watched.page.locator("h1").inner_text().strip()
    if fragment:
        assert watched.page.locator(":target").count() == 1


def test_keeps_the_fragment_from_a_disk(site, watch):
    watched = watch("file://")
    watched.page.goto((site / OLD).as_uri() + "#step-switch-traffic")
    watched.page.wait_for_url((site / NEW / "index.html").as_uri() + "#step-switch-traffic")
    assert watched.page.locator(":target").count() == 1
    assert problems(watched) == []


def test_leads_on_without_scripts(address, watch):
    watched = watch(address, java_script_enabled=False)
    watched.page.goto(f"{address}/runbooks/ledger-split/")
    watched.page.wait_for_url(f"{address}/{NEW}index.html")
    assert problems(watched) == []


def test_leads_on_from_a_disk_without_scripts(site, watch):
    watched = watch("file://", java_script_enabled=False)
    watched.page.goto((site / OLD).as_uri())
    watched.page.wait_for_url((site / NEW / "index.html").as_uri())
    assert problems(watched) == []


def test_going_back_does_not_come_here_again(address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/patterns/")
    watched.page.goto(f"{address}/runbooks/ledger-split/#runs")
    watched.page.wait_for_url(f"{address}/{NEW}#runs")
    watched.page.go_back()
    assert watched.page.url == f"{address}/patterns/"


def test_every_address_of_the_list_is_there(site):
    for line in (site / "permalinks.txt").read_text("ascii").splitlines():
        path, _, anchor = line.partition("#")
        assert path.startswith("/")
        file = site / (path[1:] + "index.html" if path.endswith("/") else path[1:])
        assert file.is_file(), line
        if anchor:
            assert f'id="{anchor}"' in file.read_text() or "%" in anchor, line

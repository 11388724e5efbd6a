"""A hostile plan followed in the browser by a hostile operator: the record is YAML, goes back into the book, and runs nothing."""

import re

import hostile
import pytest
import yaml
from playwright.sync_api import expect

from test_pages import INSPECT, listen, stir


@pytest.mark.parametrize("shift", [0, 4, 13], ids=lambda shift: f"payloads from {shift}")
def test_a_record_of_hostile_words(shift, serve, watch, tmp_path):
    hostile.write_book(tmp_path / "content", shift)
    plan_file = tmp_path / "content/releases/pa/deployment-plan.yaml"
    plan = yaml.safe_load(plan_file.read_text())
    plan["status"] = "draft"
    plan_file.write_text(yaml.safe_dump(plan))
    (tmp_path / "content/releases/pa/runs/1.yaml").unlink()
    done = hostile.build(tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    address = serve(tmp_path / "site")
    watched = watch(address)
    page = listen(watched)
    page.goto(f"{address}/releases/pa/index.html")
    # The field takes a hundred letters.
    name = hostile.PAYLOADS[shift][:60] + " \\ \": #{}[]&*!|>%@` \u202e-"
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name=re.compile("^Start")).click()
    expect(page.locator(".follow-bar")).to_be_visible()
    page.locator("#phases .step").get_by_role("checkbox").first.click()
    for field in page.locator("#phases .step textarea, #phases .step input[type=text]").all():
        if field.is_visible():
            field.fill(hostile.payload(shift + 1) + "\n---\n- x: y\n\t'")
    stir(page)
    assert page.evaluate(INSPECT) == []
    page.locator(".follow-end > summary").click()
    text = page.get_by_label("The run record").input_value()
    record = yaml.safe_load(text)
    assert record["steps"][0]["by"].strip() == name.strip()
    assert set(record) <= {"attempt", "revision", "started", "ended", "outcome", "steps", "decisions", "rollback", "incidents", "notes", "checklists"}
    (tmp_path / "record.yaml").write_text(text)
    made = hostile.run(tmp_path, "new", "run", "pa", "--from", "record.yaml")
    assert made.returncode == 0, made.stderr
    written = list((tmp_path / "content/releases/pa/runs").iterdir())
    assert [path.name for path in written] == ["1.yaml"]
    assert yaml.safe_load(written[0].read_text())["steps"][0]["by"].strip() == name.strip()
    done = hostile.build(tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    page.goto(f"{address}/releases/pa/index.html")
    stir(page)
    assert page.evaluate(INSPECT) == []
    assert watched.problems == []


def test_what_is_kept_in_the_browser_is_no_authority(serve, watch, tmp_path):
    """A record in local storage may have been put there by another page of the same host."""
    hostile.write_book(tmp_path / "content", 2)
    assert hostile.build(tmp_path).returncode == 0
    address = serve(tmp_path / "site")
    watched = watch(address)
    page = listen(watched)
    page.goto(f"{address}/releases/pa/index.html")
    page.get_by_label("Your name").fill("Noor")
    page.get_by_role("button", name=re.compile("^Start")).click()
    page.locator("#phases .step").get_by_role("checkbox").first.click()
    keys = page.evaluate("() => Object.keys(localStorage)")
    assert keys
    for text in hostile.PAYLOADS[:6]:
        page.evaluate(
            """(text) => { for (const key of Object.keys(localStorage)) {
              const spoil = (value) => typeof value === "string" ? text : Array.isArray(value) ? value.map(spoil)
                : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoil(inner)])) : value;
              try { localStorage.setItem(key, JSON.stringify(spoil(JSON.parse(localStorage.getItem(key))))); } catch { localStorage.setItem(key, text); }
            } }""",
            text,
        )
        page.reload()
        stir(page)
        assert page.evaluate(INSPECT) == [], text
    assert [problem for problem in watched.problems if not problem.startswith(("script:", "console:"))] == []

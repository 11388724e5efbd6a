"""A runbook followed in the browser: copying, ticking, deciding, rolling back, the record, and the way back into the book."""

import functools
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import threading

import pytest
import yaml
from playwright.sync_api import expect

from conftest import Handler

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
RELEASE = "payments-2.7.0"
KEY = f"rollbook:/releases/{RELEASE}"


def rollbook(folder, *arguments):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True)


def open_runbook(watch, address, release=RELEASE, **options):
    watched = watch(address, **options)
    watched.page.goto(f"{address}/releases/{release}/index.html")
    return watched, watched.page


def start(page, name="Noor Haddad"):
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name=re.compile("^Start")).click()
    expect(page.locator(".follow-bar")).to_be_visible()


def boxes(page):
    return page.locator("#phases .step").get_by_role("checkbox")


def record(page):
    page.locator(".follow-end > summary").click()
    return yaml.safe_load(page.get_by_label("The run record").input_value())


def test_nothing_of_it_without_scripts(address, watch):
    _, page = open_runbook(watch, address, java_script_enabled=False)
    assert page.locator(".follow").is_hidden()
    assert page.get_by_role("checkbox").count() == 0
    assert page.locator("button").count() == 0


def test_each_step_has_its_box_and_its_copy(address, watch):
    watched, page = open_runbook(watch, address)
    steps = page.locator("#phases .step[id]")
    assert steps.count() > 5
    for step in steps.all():
        title = step.locator("h4").inner_text().split(" ", 1)[1]
        assert step.get_by_role("checkbox", name=title).count() == 1
        if step.locator(".command").count():
            assert step.get_by_role("button", name=re.compile("^Copy")).count() == step.locator(".command").count()
    assert watched.problems == []


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_copies_the_exact_command(has_clipboard, address, watch):
    watched, page = open_runbook(watch, address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    if not has_clipboard:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    step = page.locator("#phases .step:has(.command)").first
    button = step.get_by_role("button", name=re.compile("^Copy the command")).first
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == step.locator(".command code").first.text_content()
    expect(page.locator("[role=status].unseen")).to_contain_text("Copied")
    assert watched.problems == []


def test_ticking_needs_a_name_and_survives_a_reload(address, watch):
    watched, page = open_runbook(watch, address)
    boxes(page).first.click()
    expect(page.get_by_label("Your name")).to_be_focused()
    assert not boxes(page).first.is_checked()
    assert "Nothing leaves this browser" in page.locator(".follow").inner_text()
    start(page)
    expect(page.locator(".step.current")).to_have_count(1)
    boxes(page).nth(0).click()
    expect(boxes(page).nth(0)).to_be_checked()
    expect(page.locator("#phases .step").nth(1)).to_have_attribute("aria-current", "step")
    expect(page.locator(".rail-steps").first).to_contain_text("1/")
    page.reload()
    expect(boxes(page).nth(0)).to_be_checked()
    boxes(page).nth(0).click()
    expect(boxes(page).nth(0)).not_to_be_checked()
    assert watched.problems == []


def test_by_keyboard_alone(address, watch):
    _, page = open_runbook(watch, address)
    page.get_by_label("Your name").focus()
    page.keyboard.type("Iris")
    page.keyboard.press("Enter")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#phases .step .tick:checked")).to_have_count(2)
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.locator("#phases .step .tick:checked")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.locator(".follow-help")).to_have_attribute("open", "")
    page.keyboard.press("r")
    assert page.evaluate("() => document.activeElement.closest('.card') !== null")


def test_two_tabs_agree(address, watch):
    _, page = open_runbook(watch, address)
    other = page.context.new_page()
    other.goto(page.url)
    start(page)
    expect(other.locator(".follow-bar")).to_be_visible()
    boxes(page).first.click()
    expect(boxes(other).first).to_be_checked()


def test_a_skipped_step_wants_a_reason(address, watch):
    _, page = open_runbook(watch, address)
    start(page)
    step = page.locator("#phases .step").first
    step.locator(".step-record > summary").click()
    step.get_by_label("Result").select_option("skipped")
    step.get_by_role("button", name="Keep").click()
    expect(step.get_by_role("alert")).to_contain_text("why")
    step.get_by_label("What went otherwise, and why").fill('It was "done" before: {a} # no\n<b>second line</b>')
    step.get_by_role("button", name="Keep").click()
    expect(step.locator(".step-told")).to_contain_text("skipped")
    assert step.locator(".step-told b").count() == 0
    kept = record(page)["steps"][0]
    assert kept["result"] == "skipped" and kept["deviation"] == 'It was "done" before: {a} # no\n<b>second line</b>'


def test_clearing_asks_first(address, watch):
    _, page = open_runbook(watch, address)
    start(page)
    boxes(page).first.click()
    page.locator(".follow-end > summary").click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear").click()
    expect(boxes(page).first).to_be_checked()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear").click()
    expect(boxes(page).first).not_to_be_checked()
    assert page.evaluate(f"() => localStorage.getItem('{KEY}')") is None


@pytest.mark.parametrize("damage", ["{", "null", "[]", '{"version":1}', '{"version":2}', '{"version":1,"started":"x","steps":{},"decisions":[]}'])
def test_what_is_damaged_is_said_and_put_aside(damage, address, watch):
    watched, page = open_runbook(watch, address)
    page.evaluate("damage => localStorage.setItem('" + KEY + "', damage)", damage)
    page.reload()
    expect(page.locator(".follow-message")).to_contain_text("damaged")
    start(page)
    boxes(page).first.click()
    expect(boxes(page).first).to_be_checked()
    assert watched.problems == []


@pytest.mark.parametrize("how", ["full", "forbidden"])
def test_storage_that_is_full_or_forbidden(how, address, watch):
    watched = watch(address)
    method = "setItem" if how == "full" else "getItem"
    watched.page.add_init_script(
        f"Storage.prototype.{method} = () => {{ throw new DOMException('no', 'QuotaExceededError'); }};"
        + ("Storage.prototype.setItem = Storage.prototype.getItem;" if how == "forbidden" else "")
    )
    watched.page.goto(f"{address}/releases/{RELEASE}/index.html")
    start(watched.page)
    boxes(watched.page).first.click()
    expect(boxes(watched.page).first).to_be_checked()
    expect(watched.page.locator(".follow-message")).to_contain_text("export the record")
    expect(watched.page.locator(".follow-message")).to_contain_text("no room" if how == "full" else "keep nothing")
    assert watched.problems == []


def test_a_changed_plan_says_so_and_a_clock_that_is_set_back_gives_no_negative_times(address, watch):
    _, page = open_runbook(watch, address)
    start(page)
    boxes(page).first.click()
    page.evaluate(
        """key => {
            const kept = JSON.parse(localStorage.getItem(key));
            kept.digest = 'another'; kept.started = '2099-01-01T00:00:00Z';
            localStorage.setItem(key, JSON.stringify(kept));
        }""",
        KEY,
    )
    page.reload()
    expect(page.locator(".follow-message")).to_contain_text("plan was changed")
    expect(boxes(page).first).to_be_checked()
    boxes(page).nth(1).click()
    assert "-" not in page.locator(".follow-times").inner_text().replace("–", "")
    kept = record(page)["steps"][1]
    assert kept["ended"] >= kept["started"]


def test_a_no_can_become_a_go_and_slips_are_taken_back(address, watch):
    watched, page = open_runbook(watch, address)
    page.on("dialog", lambda dialog: dialog.accept())
    start(page)
    gate = page.locator(".gate").first
    gate.get_by_label("Decided by").fill("Dana Okafor")
    gate.get_by_role("button", name="Go", exact=True).click()
    expect(gate.locator(".gate-form")).to_be_hidden()
    gate.get_by_role("button", name="Take back").click()
    expect(gate.locator(".gate-form")).to_be_visible()
    gate.get_by_role("button", name="No-go").click()
    expect(gate.locator(".step-told")).to_contain_text("no-go")
    gate.get_by_role("button", name="Go", exact=True).click()
    expect(gate.locator(".gate-form")).to_be_hidden()

    trigger = page.locator(".trigger").first
    trigger.locator(".trigger-record > summary").click()
    trigger.get_by_label("Decided by").fill("Dana Okafor")
    trigger.get_by_role("button", name="Decide to roll back").click()
    expect(page.locator(".follow-where")).to_contain_text("Rolling back")
    page.get_by_role("button", name="Take back the rollback").click()
    expect(page.locator(".follow-where")).not_to_contain_text("Rolling back")
    assert [made["decision"] for made in record(page)["decisions"]] == ["no-go", "go"]
    page.locator(".follow-end > summary").click()

    trigger.get_by_role("button", name="Decide to roll back").click()
    page.get_by_role("button", name="Users are served again").click()
    page.get_by_role("button", name=re.compile("take back$")).click()
    expect(page.get_by_role("button", name="Users are served again")).to_be_visible()
    page.locator("#rollback-procedure .step.current .tick").click()
    expect(page.get_by_role("button", name="Take back the rollback")).to_be_hidden()
    kept = record(page)
    assert "restored" not in kept["rollback"] and kept["decisions"][-1]["decision"] == "rollback"
    assert watched.problems == []


def fill_record(step, result, observed="", reason=""):
    step.locator(".step-record > summary").click()
    step.get_by_label("Result").select_option(result)
    step.get_by_label("Observed").fill(observed)
    step.get_by_label("What went otherwise, and why").fill(reason)
    step.get_by_role("button", name="Keep").click()


def test_a_failed_step_and_a_no_go_hold_the_next_step(address, watch):
    watched, page = open_runbook(watch, address)
    start(page)
    where, steps = page.locator(".follow-where"), page.locator("#phases .step")
    first, second = (steps.nth(index).locator("h4").inner_text().split(" ", 1)[1] for index in (0, 1))
    fill_record(steps.first, "failed", "error 42", "wrong host")
    expect(where).to_contain_text(f"failed: {first}")
    assert second not in where.inner_text()
    expect(steps.first).to_have_attribute("aria-current", "step")
    expect(page.locator("[role=status].unseen")).not_to_contain_text("Next:")
    # What is done next is the operator's business.
    fill_record(steps.first, "retried", "", "the right host")
    expect(where).to_contain_text(f"Now: {second}")
    # What fails again holds again, though another step was done since.
    boxes(page).nth(1).click()
    for reason in ("once", "twice"):
        fill_record(steps.first, "failed", "", reason)
        expect(where).to_contain_text(f"failed: {first}")
    fill_record(steps.first, "passed")
    boxes(page).nth(1).click()
    # The plan says of the step itself what comes then.
    back = page.locator("#phases .step[data-failure='roll back']").first
    boxes(page).nth(1).click()
    fill_record(back, "failed", "", "a share of errors")
    expect(where).to_contain_text("Now: roll back.")
    fill_record(back, "passed")
    for box in page.locator("#phases .phase").first.get_by_role("checkbox").all():
        if not box.is_checked():
            box.click()
    gate = page.locator(".phase .gate").first
    phase = page.locator(".phase:has(.gate)").first
    while page.locator(".step.current").count() and not phase.locator(".step.current").count():
        page.locator(".step.current .tick").click()
    gate.get_by_label("Decided by").fill("Dana")
    gate.get_by_role("button", name="No-go").click()
    expect(where).to_contain_text("Now: decide again when it holds")
    expect(page.locator(".step.current")).to_have_count(0)
    gate.get_by_role("button", name="Go", exact=True).click()
    expect(phase.locator(".step.current")).to_have_count(1)
    assert watched.problems == []


def test_what_was_recorded_is_neither_lost_nor_moved(address, watch):
    watched, page = open_runbook(watch, address)
    page.clock.install(time="2026-12-01T21:00:00Z")
    page.reload()
    start(page)
    step = page.locator("#phases .step").first
    page.clock.set_system_time("2026-12-01T21:04:00Z")
    fill_record(step, "failed", "error 42 seen", "wrong host")
    page.reload()
    page.clock.set_system_time("2026-12-01T21:29:00Z")
    step.locator(".step-record > summary").click()
    expect(step.get_by_label("Result")).to_have_value("failed")
    expect(step.get_by_label("Observed")).to_have_value("error 42 seen")
    step.get_by_label("Observed").fill("error 42 seen, log attached")
    step.get_by_role("button", name="Keep").click()
    # A tap asks before it takes that away.
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    step.locator(".tick").click()
    assert "error 42 seen, log attached" in asked[0]
    expect(step.locator(".tick")).to_be_checked()
    page.clock.set_system_time("2026-12-01T21:30:00Z")
    boxes(page).nth(1).click()
    kept = record(page)["steps"]
    assert kept[0] == {
        "id": kept[0]["id"], "result": "failed", "by": "Noor Haddad", "observed": "error 42 seen, log attached", "deviation": "wrong host",
        "started": kept[0]["started"], "ended": kept[0]["ended"],
    }
    assert [str(kept[0]["ended"])[11:16], str(kept[1]["started"])[11:16]] == ["21:04", "21:04"]
    assert watched.problems == []


def test_an_end_is_taken_back_and_nothing_is_ticked_behind_it(address, watch):
    watched, page = open_runbook(watch, address)
    start(page)
    page.locator(".follow-end > summary").click()
    page.get_by_role("button", name="End now").click()
    expect(boxes(page).first).to_be_disabled()
    page.get_by_role("button", name="Take back the end").click()
    boxes(page).first.click()
    kept = yaml.safe_load(page.get_by_label("The run record").input_value())
    assert "ended" not in kept and len(kept["steps"]) == 1
    assert watched.problems == []


def test_behind_the_point_of_no_return_the_page_says_so(address, watch):
    watched, page = open_runbook(watch, address, "payments-2.5.0")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept() if "Is it done" in dialog.message else dialog.dismiss()))
    start(page)
    expect(page.locator(".card-gone")).to_be_hidden()
    page.locator("#step-drop-legacy-columns .tick").click()
    title = page.locator("#step-drop-legacy-columns h4").inner_text().split(" ", 1)[1]
    expect(page.locator(".card-gone")).to_contain_text(title)
    expect(page.locator(".follow-gone")).to_contain_text("No way back since")
    trigger = page.locator(".trigger").first
    trigger.locator(".trigger-record > summary").click()
    trigger.get_by_label("Decided by").fill("Dana")
    trigger.get_by_role("button", name="Decide to roll back").click()
    assert "no way back" in asked[-1]
    expect(page.locator(".follow-where")).not_to_contain_text("Rolling back")
    assert watched.problems == []


def test_a_trigger_that_asks_for_no_rollback_is_told_apart(address, watch):
    watched, page = open_runbook(watch, address, "payments-2.6.0")
    expect(page.locator(".card-triggers").first).not_to_contain_text("router_p99")
    expect(page.locator(".card-others")).to_contain_text("router_p99 > 50 ms for 10m")
    start(page)
    trigger = page.locator(".trigger[data-action]")
    trigger.locator(".trigger-record > summary").click()
    trigger.get_by_label("Value observed").fill("61 ms")
    trigger.get_by_label("Decided by").fill("Dana")
    trigger.get_by_role("button", name="Decide to hold").click()
    expect(trigger.locator(".step-told")).to_contain_text("hold")
    expect(page.locator(".follow-where")).not_to_contain_text("Rolling back")
    made = record(page)["decisions"]
    assert [(one["decision"], one["trigger"], one["observed"]) for one in made] == [("hold", "router-latency", "61 ms")]
    trigger.get_by_role("button", name="Take back").click()
    expect(trigger.locator(".step-told")).to_be_hidden()
    # A rollback that was decided stands at its trigger, and on paper without buttons.
    other = page.locator(".trigger:not([data-action])").first
    other.locator(".trigger-record > summary").click()
    other.get_by_label("Decided by").fill("Dana")
    other.get_by_role("button", name="Decide to roll back").click()
    expect(other.locator(".step-told")).to_contain_text("rollback")
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == 0
    assert watched.problems == []


def test_the_bar_of_the_phases_does_not_cover_the_following(address, watch):
    _, page = open_runbook(watch, address, "payments-2.6.0", viewport={"width": 320, "height": 640})
    start(page)
    page.locator("#phases .step").last.scroll_into_view_if_needed()
    phases, bar = page.locator(".rail-phases").bounding_box(), page.locator(".follow").bounding_box()
    assert bar["y"] >= phases["y"] + phases["height"] - 1


def test_the_whole_loop(tmp_path, watch):
    """Build, follow, roll back, export, take in, rebuild, see the outcome in the history."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    assert rollbook(tmp_path, "build", "--no-git").returncode == 0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(tmp_path / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        watched, page = open_runbook(watch, address)
        page.on("dialog", lambda dialog: dialog.accept())
        start(page)
        for _ in range(4):
            page.locator(".step.current .tick").click()
        gate = page.locator(".gate-form:visible").first
        gate.get_by_label("Decided by").fill("Dana Okafor")
        gate.get_by_role("button", name="Go", exact=True).click()
        trigger = page.locator(".trigger").first
        trigger.locator(".trigger-record > summary").click()
        trigger.get_by_label("Value observed").fill("3.1 %")
        trigger.get_by_label("Decided by").fill("Dana Okafor")
        trigger.get_by_role("button", name="Decide to roll back").click()
        expect(page.locator("#rollback-procedure .step.current")).to_have_count(1)
        expect(page.locator(".follow-times")).to_contain_text("by Dana Okafor: tls_handshake_failures > 1% for 2m, observed 3.1 %")
        expect(page.locator(".follow-where")).to_be_in_viewport()
        while page.locator("#rollback-procedure .step.current").count():
            before = page.locator("#rollback-procedure .tick:checked").count()
            page.locator("#rollback-procedure .step.current .tick").click()
            expect(page.locator("#rollback-procedure .tick:checked")).to_have_count(before + 1)
        page.get_by_role("button", name="Users are served again").click()
        page.locator(".follow-end > summary").click()
        page.get_by_role("button", name="End now").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download the record").click()
        exported = tmp_path / "exported.yaml"
        download.value.save_as(exported)
        assert watched.problems == []
        taken = rollbook(tmp_path, "new", "run", RELEASE, "--from", "exported.yaml")
        assert taken.returncode == 0, taken.stderr
        checked = rollbook(tmp_path, "check", "--format", "json", "--all", f"content/releases/{RELEASE}")
        found = json.loads(checked.stdout)["diagnostics"]
        assert [one for one in found if "/runs/" in one["file"]] == []
        built = rollbook(tmp_path, "build", "--no-git")
        assert built.returncode == 0, built.stderr
        history = json.loads(rollbook(tmp_path, "history", "--json").stdout)["releases"]
        release = next(one for one in history if one["id"] == RELEASE)
        assert release["outcome"] == "rolled-back" and len(release["runs"]) == 1
        page.goto(f"{address}/releases/index.html")
        row = page.locator(f"tr[data-release='{RELEASE}']")
        expect(row.locator(".state")).to_have_text("rolled back")
        page.goto(f"{address}/releases/{RELEASE}/index.html#run-1")
        assert "3.1 %" in page.locator("#run-1").inner_text()
    finally:
        server.shutdown()


def test_the_record_is_what_the_schema_says(address, watch):
    import jsonschema

    _, page = open_runbook(watch, address)
    start(page)
    page.on("dialog", lambda dialog: dialog.accept())
    for _ in range(3):
        page.locator(".step.current .tick").click()
    page.locator(".follow-end > summary").click()
    text = page.get_by_label("The run record").input_value()
    schema = json.loads((ROOT / "schemas/run.schema.json").read_text())
    loader = yaml.SafeLoader
    plain = yaml.load(text, Loader=type("Plain", (loader,), {"yaml_implicit_resolvers": {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in loader.yaml_implicit_resolvers.items()
    }}))
    jsonschema.Draft202012Validator(schema).validate(plain)
    assert len(plain["steps"]) == 3


def test_checklists_tick_alone_and_within_a_release(address, watch):
    watched, page = open_runbook(watch, address)
    start(page)
    page.locator("#checklists a", has_text="Deployment checklist").first.click()
    expect(page.locator(".follow")).to_contain_text(f"the runbook of {RELEASE}")
    first, second = page.get_by_role("checkbox").nth(0), page.get_by_role("checkbox").nth(1)
    first.click()
    second.click()
    second.click()
    expect(page.locator(".follow [role=status]")).to_contain_text("1 of ")
    page.reload()
    expect(first).to_be_checked()
    expect(second).not_to_be_checked()
    # Opened alone, the list has ticks of its own.
    page.goto(f"{address}/checklists/deployment-checklist/index.html")
    expect(first).not_to_be_checked()
    second.click()
    page.reload()
    expect(second).to_be_checked()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear").click()
    expect(second).not_to_be_checked()
    page.go_back()
    page.goto(f"{address}/releases/{RELEASE}/index.html")
    expect(page.locator("#checklists")).to_contain_text("1 ticked")
    (kept,) = record(page)["checklists"]
    assert kept["id"] == "deployment-checklist"
    assert [(item["id"], item["by"]) for item in kept["items"]] == [("roles-answered", "Noor Haddad")]
    assert watched.problems == []


def test_ticks_of_a_checklist_come_back_with_the_record(tmp_path, address, watch):
    _, page = open_runbook(watch, address)
    start(page)
    page.locator(".step.current .tick").click()
    page.locator("#checklists a", has_text="Deployment checklist").first.click()
    page.get_by_role("checkbox").first.click()
    page.locator(".follow a", has_text="the runbook of").click()
    page.locator(".follow-end > summary").click()
    page.get_by_label("Outcome").select_option("aborted")
    page.get_by_role("button", name="End now").click()
    (tmp_path / "exported.yaml").write_text(page.get_by_label("The run record").input_value())
    shutil.copytree(ROOT / "content", tmp_path / "content")
    taken = rollbook(tmp_path, "new", "run", RELEASE, "--from", "exported.yaml")
    assert taken.returncode == 0, taken.stderr
    assert rollbook(tmp_path, "build", "--no-git").returncode == 0
    built = (tmp_path / f"site/releases/{RELEASE}/index.html").read_text()
    page.set_content(built.replace("<meta http-equiv", "<meta data-was"))
    told = page.locator("#run-1").inner_text()
    assert "Noor Haddad" in told and "Deployment checklist, 1 of " in told


def test_an_edited_export_with_steps_that_the_plan_has_not(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "exported.yaml").write_text(
        "attempt: 1\nstarted: 2026-11-20T22:00:00Z\noutcome: success\nsteps:\n  - {id: no-such-step, result: passed}\n"
    )
    taken = rollbook(tmp_path, "new", "run", RELEASE, "--from", "exported.yaml")
    checked = rollbook(tmp_path, "check")
    assert "no-such-step" in taken.stderr + checked.stdout + checked.stderr
    assert checked.returncode == 1 or taken.returncode != 0


HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def long_book(tmp_path_factory):
    """A plan with 400 steps, a command of 2,000 characters, and names that look like markup."""
    folder = tmp_path_factory.mktemp("long")
    plan = {
        "service": "search", "version": "1.0.0", "title": HOSTILE, "status": "draft",
        "phases": [{"id": f"p{phase}", "kind": "deployment", "title": f"{HOSTILE} {phase}", "steps": [
            {"id": f"s{phase}-{step}", "title": f"{HOSTILE} {step}",
             "command": "echo " + "x" * 1995 if step == 0 else "echo 1", "expected": "1", "verify": "echo 1"}
            for step in range(40)]} for phase in range(10)],
        "rollback": {"triggers": [{"id": "errors", "when": "http_5xx_ratio > 1% for 5m"}], "method": "traffic-switch", "steps": [{"id": "back", "title": HOSTILE, "command": "echo 1"}]},
    }
    (folder / "content/releases/search-1.0.0").mkdir(parents=True)
    (folder / "content/releases/search-1.0.0/deployment-plan.yaml").write_text(yaml.safe_dump(plan))
    built = rollbook(folder, "build", "--no-git")
    assert built.returncode == 0, built.stdout + built.stderr
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_400_steps_a_long_command_and_names_with_markup(long_book, watch):
    watched, page = open_runbook(watch, long_book, "search-1.0.0", viewport={"width": 320, "height": 640})
    page.get_by_label("Your name").fill(HOSTILE)
    page.get_by_role("button", name="Start following").click()
    assert boxes(page).count() == 400
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    # 400 steps are ticked in a row; none may take as long as a person would notice.
    slowest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('#phases .tick')].map((box) => {
            const start = performance.now();
            box.click();
            return performance.now() - start;
        }))"""
    )
    assert slowest < 500, slowest
    expect(page.locator("#phases .tick:checked")).to_have_count(400)
    expect(page.locator(".follow-where")).to_contain_text("400 of 400")
    kept = record(page)
    assert len(kept["steps"]) == 400 and kept["steps"][399]["by"] == HOSTILE
    assert page.locator(".release img, [onerror]").count() == 0
    assert watched.problems == []


@pytest.mark.parametrize("text", ["\x7f\x80\x9f", "a\u2028b\u2029c", "\ufeff", "yes", "'\"\\ #: {}", "日本語 עברית 🚀", "tab\there"])
def test_any_observation_reads_back_as_it_was(text, address, watch):
    _, page = open_runbook(watch, address)
    start(page)
    step = page.locator("#phases .step").first
    step.locator(".step-record > summary").click()
    step.get_by_label("Observed").fill(f"<{text}>")
    step.get_by_role("button", name="Keep").click()
    assert record(page)["steps"][0]["observed"] == f"<{text}>"


def test_the_point_of_no_return_asks_both_ways(address, watch):
    _, page = open_runbook(watch, address, "payments-2.5.0")
    start(page)
    last = page.locator("#phases .step.step-last").first
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    last.get_by_role("checkbox").click()
    last.locator(".step-record > summary").click()
    last.get_by_role("button", name="Keep").click()
    expect(last.get_by_role("checkbox")).not_to_be_checked()
    assert len(asked) == 2 and all("point of no return" in one for one in asked)


def test_from_a_disk_steps_and_checklists_are_ticked_the_same_way(tmp_path, watch):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    assert rollbook(tmp_path, "build", "--no-git", "--offline").returncode == 0
    watched = watch("file://")
    page = watched.page
    page.goto((tmp_path / f"site/releases/{RELEASE}/index.html").as_uri())
    start(page)
    page.locator(".step.current .tick").click()
    page.reload()
    expect(boxes(page).first).to_be_checked()
    page.locator("#checklists a", has_text="Deployment checklist").first.click()
    page.get_by_role("checkbox").first.click()
    page.locator(".follow a", has_text="the runbook of").click()
    kept = record(page)
    assert len(kept["steps"]) == 1 and len(kept["checklists"][0]["items"]) == 1
    assert watched.problems == []

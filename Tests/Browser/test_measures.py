"""The measures of the example book, computed again from its sources by a program of their own, and compared."""

import datetime
import json
import os
import pathlib
import re
import statistics
import subprocess

import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")
WENT_OUT = {"success", "success-with-issues", "partial"}
UNITS = {"d": 86400, "h": 3600, "min": 60, "s": 1}


def moment(value):
    """Seconds since 1970 of a time or day as YAML gives it."""
    if value is None:
        return None
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        value = value.replace(tzinfo=datetime.timezone.utc)
    return int(value.timestamp())


def span(text):
    """Seconds of a plan's duration: `1h30m`, `45m`, `2h`."""
    names = {"d": 86400, "h": 3600, "m": 60, "min": 60, "s": 1}
    parts = re.findall(r"(\d+)\s*(min|[dhms])", str(text))
    assert parts, f"no duration: {text!r}"
    return sum(int(number) * names[unit] for number, unit in parts)


def seconds(words):
    """Seconds of a page's duration: `4 d 23 h 58 min`."""
    return sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+)\s(min|[dhs])\b", words))


def incidents():
    found = {}
    for path in (CONTENT / "incidents").glob("*.md"):
        parts = path.read_text().split("---\n")
        if len(parts) > 2:
            front = yaml.safe_load(parts[1])
            found[front["id"]] = front
    return found


def planned(plan):
    steps = [step for phase in plan.get("phases") or [] for step in phase.get("steps") or []]
    lengths = [span(step["duration"]) for step in steps if step.get("duration")]
    return sum(lengths) if lengths else None


def deployments():
    known = incidents()
    found, last = [], None
    for path in sorted(CONTENT.glob("releases/**/deployment-plan.yaml")):
        plan = yaml.safe_load(path.read_text())
        if plan.get("environment", "production") != "production":
            continue
        services = plan.get("services") or [plan["service"]]
        outgoing = {
            step["id"]
            for phase in plan.get("phases") or [] if phase.get("kind") in ("migration", "deployment")
            for step in phase.get("steps") or [] if "id" in step
        }
        committed = [moment(c["committed_at"]) for c in (plan.get("readiness") or {}).get("changes") or [] if "committed_at" in c]
        records = [yaml.safe_load(run.read_text()) for run in path.parent.glob("runs/*.yaml")]
        records.sort(key=lambda record: record["attempt"])
        last = max([last or 0, *(moment(record.get("ended")) or 0 for record in records)])
        common = {
            "release": plan["id"], "services": services, "rework": plan.get("kind") in ("hotfix", "rework"),
            "rehearsed": bool(((plan.get("rollback") or {}).get("rehearsed") or {}).get("at")),
        }
        if not records:
            if plan.get("status") in ("completed", "rolled-back") and plan.get("window"):
                end = moment(plan["window"].get("end"))
                rolled_back = plan["status"] == "rolled-back"
                found.append(common | {
                    "start": moment(plan["window"]["start"]), "end": end, "failed": rolled_back, "rolled_back": rolled_back,
                    "recovery": None, "lead": [] if rolled_back else [end - c for c in committed if end > c],
                    "planned": None, "through": not rolled_back,
                })
            continue
        for record in records:
            outcome = record["outcome"]
            passed = {s["id"] for s in record.get("steps") or [] if s.get("result") in ("passed", "retried")}
            if outcome == "cancelled" or (outcome == "aborted" and not passed & outgoing):
                continue
            caused = [i["id"] for i in record.get("incidents") or [] if i.get("relation") == "caused-by"]
            failed = outcome in ("rolled-back", "failed", "aborted") or bool(caused)
            back = [moment(d["at"]) for d in record.get("decisions") or [] if d.get("decision") == "rollback"]
            began = min(back) if back else min((moment(known[i].get("started")) for i in caused if i in known), default=None)
            over = moment((record.get("rollback") or {}).get("restored"))
            if over is None:
                over = max((moment(known[i].get("resolved")) or 0 for i in caused if i in known), default=None)
            end = moment(record.get("ended"))
            through = outcome in WENT_OUT
            found.append(common | {
                "start": moment(record["started"]), "end": end, "failed": failed, "rolled_back": outcome == "rolled-back",
                "recovery": over - began if failed and began and over else None,
                "lead": [end - c for c in committed if end > c] if through else [],
                "planned": planned(plan), "through": through,
            })
            if through:
                committed = []
    return found, last


def measures(of, start, end):
    """What the page says of these deployments, as numbers."""
    share = lambda part, whole: (part, whole)
    middle = lambda values: statistics.median(values) if values else None
    timed = [d for d in of if d["through"] and d["planned"] is not None and d["end"] is not None]
    releases = {d["release"]: d["rehearsed"] for d in of}
    lead = [value for d in of for value in d["lead"]]
    recovery = [d["recovery"] for d in of if d["recovery"] is not None]
    return {
        "Deployment frequency": (len(of) * 7 * 86400 / max(7 * 86400, end - start), len(of)),
        "Change lead time": (middle(lead), len(lead)),
        "Change fail rate": share(sum(d["failed"] for d in of), len(of)),
        "Failed deployment recovery time": (middle(recovery), len(recovery)),
        "Deployment rework rate": share(sum(d["rework"] for d in of), len(of)),
        "Planned and actual duration": (
            middle([d["planned"] for d in timed]), middle([d["end"] - d["start"] for d in timed]), len(timed)
        ),
        "Rolled back": share(sum(d["rolled_back"] for d in of), len(of)),
        "Rollback rehearsed": share(sum(releases.values()), len(releases)),
    }


def check(name, expected, value, count):
    if name == "Deployment frequency":
        assert count == f"n = {expected[1]}"
        assert float(value.split(" a week")[0]) == pytest.approx(expected[0], abs=0.05)
    elif name in ("Change lead time", "Failed deployment recovery time"):
        assert re.match(rf"n = {expected[1]}\b", count)
        if expected[0] is None:
            assert value == "n/a"
        else:
            assert seconds(value) == int(expected[0])
    elif name == "Planned and actual duration":
        assert count == f"n = {expected[2]}"
        if expected[2]:
            first, second = value.split(" planned, ")
            assert (seconds(first), seconds(second)) == (int(expected[0]), int(expected[1]))
    else:
        assert count == f"{expected[0]} of {expected[1]}"
        if expected[1] == 0:
            assert value == "n/a"
        else:
            assert float(value.replace("%", "").strip()) == pytest.approx(100 * expected[0] / expected[1], abs=0.5)


ROWS = """() => Object.fromEntries([...document.querySelectorAll('.service-measures')].map(section => [
    section.id.replace('service-', ''),
    [...section.querySelectorAll('.measures tbody tr')].map(row => [
        row.querySelector('th').firstChild.textContent.trim(),
        ...[...row.querySelectorAll('td .value')].flatMap(cell => [
            cell.firstChild.textContent.replaceAll('\\u00a0', ' ').trim(), cell.querySelector('.note').textContent.trim()])
    ])]))"""


def test_the_pages_measures_are_those_of_another_program(address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/metrics/index.html")
    pages = watched.page.evaluate(ROWS)
    found, last = deployments()
    services = {service for d in found for service in d["services"]}
    assert set(pages) == services and len(services) >= 3
    compared = 0
    for service in services:
        own = [d for d in found if service in d["services"]]
        moments = {id(d): d["end"] if d["end"] is not None else d["start"] for d in own}
        first = min(d["start"] for d in own)
        quarter = last - 90 * 86400
        recent = measures([d for d in own if quarter < moments[id(d)] <= last], quarter, last)
        whole = measures([d for d in own if moments[id(d)] <= last], first, last)
        assert [row[0] for row in pages[service]] == list(whole)
        for name, now, now_count, ever, ever_count in pages[service]:
            check(name, recent[name], now, now_count)
            check(name, whole[name], ever, ever_count)
            compared += 2
    assert compared == len(services) * 16
    print(f"{compared} values compared")


def test_the_terminal_says_the_same(tmp_path):
    done = subprocess.run([PROGRAM, "history", "--json", "--content", CONTENT], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)["measures"]
    found, last = deployments()
    for service in {service for d in found for service in d["services"]}:
        own = [d for d in found if service in d["services"]]
        recent, whole = told[service]
        first, quarter = min(d["start"] for d in own), last - 90 * 86400
        moments = {id(d): d["end"] if d["end"] is not None else d["start"] for d in own}
        for window, expected in [
            (recent, measures([d for d in own if quarter < moments[id(d)] <= last], quarter, last)),
            (whole, measures([d for d in own if moments[id(d)] <= last], first, last)),
        ]:
            assert window["deployments_per_week"] == pytest.approx(expected["Deployment frequency"][0], abs=0.001)
            for key, name in [("change_lead_time", "Change lead time"), ("failed_deployment_recovery_time", "Failed deployment recovery time")]:
                seconds, count = expected[name]
                assert window[key] == {"seconds": None if seconds is None else int(seconds), "n": count}
            for key, name in [
                ("change_fail_rate", "Change fail rate"), ("deployment_rework_rate", "Deployment rework rate"),
                ("rolled_back", "Rolled back"), ("rollback_rehearsed", "Rollback rehearsed"),
            ]:
                assert window[key] == dict(zip(["count", "of"], expected[name]))


def test_what_is_left_out_is_listed(address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/metrics/index.html")
    rows = watched.page.locator("#left-out tbody tr").all_inner_texts()
    assert any("aborted before" in row for row in rows) and any("cancelled" in row for row in rows)
    counted = {d["release"] for d in deployments()[0]}
    links = watched.page.locator("#left-out tbody a").evaluate_all("all => all.map(a => a.pathname.split('/').at(-2))")
    assert links and not set(links) & counted


def test_charts_are_told_in_tables(address, watch):
    watched = watch(address)
    watched.page.goto(f"{address}/metrics/index.html")
    charts = watched.page.locator("figure.chart")
    assert charts.count() >= 3
    for index in range(charts.count()):
        chart = charts.nth(index)
        assert chart.locator("svg[role=img][aria-label]").count() == 1
        assert chart.locator("details table tbody tr").count() > 0

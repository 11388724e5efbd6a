"""SARIF as `check --format sarif` writes it, held against two readers that were made from the official 2.1.0 schema.

sarif_om was generated from the schema and knows each object's properties and which of them are required; sarif-pydantic
knows the types and the words of the enumerations.
"""

import json
import os
import pathlib
import shutil
import subprocess

import attr
import pytest
import sarif_om
from sarif_pydantic import Sarif

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ROLLBOOK_PROGRAM") or str(ROOT / ".build/debug/rollbook")

# Which object stands under which key.
OBJECTS = {
    "": sarif_om.SarifLog, "runs": sarif_om.Run, "tool": sarif_om.Tool, "driver": sarif_om.ToolComponent,
    "rules": sarif_om.ReportingDescriptor, "defaultConfiguration": sarif_om.ReportingConfiguration,
    "shortDescription": sarif_om.MultiformatMessageString, "fullDescription": sarif_om.MultiformatMessageString,
    "help": sarif_om.MultiformatMessageString, "properties": None, "partialFingerprints": None,
    "results": sarif_om.Result, "message": sarif_om.Message, "locations": sarif_om.Location,
    "relatedLocations": sarif_om.Location, "physicalLocation": sarif_om.PhysicalLocation,
    "artifactLocation": sarif_om.ArtifactLocation, "region": sarif_om.Region, "fixes": sarif_om.Fix, "description": sarif_om.Message, "artifactChanges": sarif_om.ArtifactChange,
    "replacements": sarif_om.Replacement, "deletedRegion": sarif_om.Region, "insertedContent": sarif_om.ArtifactContent,
}


def problems(value, key="", path="log"):
    """Properties that the schema does not know, and required ones that are missing."""
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in problems(item, key, f"{path}[{index}]")]
    if not isinstance(value, dict):
        return []
    if key not in OBJECTS:
        return [f"{path}: an object that the test does not know"]
    if OBJECTS[key] is None:
        return []
    fields = {field.metadata["schema_property_name"]: field for field in attr.fields(OBJECTS[key])}
    found = [f"{path}: no property {name}" for name in value if name not in fields]
    found += [
        f"{path}: {name} is missing" for name, field in fields.items() if field.default is attr.NOTHING and name not in value
    ]
    return found + [more for name, item in value.items() for more in problems(item, name, f"{path}.{name}")]


def sarif(folder):
    done = subprocess.run(
        [PROGRAM, "check", "--all", "--format", "sarif", "--content", folder], capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def broken(tmp_path):
    """The example book with plans that have much wrong with them, names that need escaping among it."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for name in ["bad", "sehr schlecht – 日本", "a%20b#c"]:
        plan = tmp_path / f"content/releases/{name}/deployment-plan.yaml"
        plan.parent.mkdir()
        plan.write_text(
            "schema: 1\nservice: payments\nversion: 1.10\nstatus: approved\nphases:\n"
            "  - {kind: deployment, steps: [{title: \"Größe\\t\\u202e<b>\", command: \"psql -c 'DROP TABLE a'\"}]}\n"
            "rollback: {triggers: [{when: errors spike}], nonsense: 1}\n"
        )
    return tmp_path / "content"


@pytest.mark.parametrize("book", ["as it stands", "broken"])
def test_both_readers_accept_it(book, broken):
    log = sarif(ROOT / "content" if book == "as it stands" else broken)
    assert problems(log) == []
    read = Sarif.model_validate(log)
    results = read.runs[0].results
    assert len(results) > (30 if book == "broken" else 0)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            region = location["physicalLocation"]["region"]
            assert region["startLine"] >= 1 and region["startColumn"] >= 1
            assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
    for rule in rules:
        assert rule["help"]["text"] and rule["shortDescription"]["text"]


def test_the_readers_refuse_what_is_wrong():
    log = sarif(ROOT / "content")
    for change in [
        lambda run: run["results"][0].update(level="loud"),
        lambda run: run["results"][0].pop("message"),
        lambda run: run["results"][0].update(bogus=1),
        lambda run: run["tool"].pop("driver"),
    ]:
        copy = json.loads(json.dumps(log))
        change(copy["runs"][0])
        found = problems(copy)
        try:
            Sarif.model_validate(copy)
        except ValueError:
            found.append("refused")
        assert found

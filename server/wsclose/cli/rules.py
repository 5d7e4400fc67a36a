"""`wsclose rules`: which rules there are, how loud each is, and what it looks for."""

import json
import shutil
import sys
from typing import Any

import click

from wsclose.cli.render import Format, output_options, reader_locale
from wsclose.knowledge.texts import text
from wsclose.rules.registry import all_rules
from wsclose.rules.rule import Rule

VERSION = 1


@click.command()
@output_options
def rules(output: Format, locale: str | None) -> None:
    """List the rules. `wsclose explain RULE` says more about one."""
    words = reader_locale(locale)
    listed = sorted(all_rules(), key=lambda rule: rule.name)
    if output == "json":
        results = [as_json(rule, words) for rule in listed]
        click.echo(json.dumps({"version": VERSION, "results": results}, ensure_ascii=False, indent=2))
    elif output == "markdown":
        click.echo(markdown(listed, words), nl=False)
    else:
        _print(listed, words)


def level(rule: Rule) -> str:
    """A rule's severity, or that it has to be switched on."""
    return rule.severity.label if rule.default else "off"


def summary(rule: Rule, locale: str) -> str:
    """The first line of a rule's documentation."""
    return text(f"rules.{rule.name}.summary", rule.documentation.strip().partition("\n")[0], locale)


def as_json(rule: Rule, locale: str) -> dict[str, Any]:
    """A rule as `--format json` prints it."""
    return {"name": rule.name, "default": level(rule), "summary": summary(rule, locale)}


def markdown(listed: list[Rule], locale: str) -> str:
    """The table of the README."""
    rows = [f"| `{rule.name}` | {level(rule)} | {summary(rule, locale)} |\n" for rule in listed]
    return "".join(("| rule | default | speaks when |\n", "| --- | --- | --- |\n", *rows))


def _print(listed: list[Rule], locale: str) -> None:
    from wsclose.cli.reports.text import paint

    name = max((len(rule.name) for rule in listed), default=0)
    width = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 0
    for rule in listed:
        severity = paint(f"{level(rule):<11}", rule.severity, colour=sys.stdout.isatty())
        line = summary(rule, locale)
        room = width - name - 15
        if 20 < room < len(line):
            line = line[: room - 1] + "…"
        click.echo(f"{rule.name:<{name}}  {severity}  {line}")

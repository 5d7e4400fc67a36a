"""`wsclose rules`: which rules there are, how loud each is, and what it looks for."""

import json
import shutil
import sys
from typing import Any

import click

from wsclose.cli import terminal
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
    from rich.cells import cell_len, set_cell_size

    from wsclose.cli.reports.text import paint, severity_word

    off = text("words.off", "off", locale)
    levels = {rule.name: severity_word(rule.severity, locale) if rule.default else off for rule in listed}
    name = max((len(rule.name) for rule in listed), default=0)
    longest = max(map(cell_len, levels.values()), default=0)
    on_terminal = sys.stdout.isatty()
    room = shutil.get_terminal_size((120, 24)).columns - name - longest - 4 if on_terminal else 0
    for rule in listed:
        severity = paint(set_cell_size(levels[rule.name], longest), rule.severity, colour=terminal.colour())
        line = summary(rule, locale)
        if 20 < room < cell_len(line):
            line = set_cell_size(line, room - 1).rstrip() + "…"
        click.echo(f"{rule.name:<{name}}  {severity}  {line}")

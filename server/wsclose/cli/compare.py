"""`wsclose compare 1000 1001`: two codes side by side."""

import json
from typing import Any

import click

from wsclose.cli import explain as explaining
from wsclose.cli.render import Format, output_options, print_comparison, reader_locale
from wsclose.knowledge.comparisons import Comparison, comparison
from wsclose.knowledge.markdown import comparison_markdown

VERSION = 1


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("a")
@click.argument("b")
@output_options
def compare(a: str, b: str, output: Format, locale: str | None) -> None:
    """Say how two close codes differ, and when to use which.

    A and B are numbers, or names such as CloseGoingAway.
    """
    words = reader_locale(locale)
    left, right = (explaining.one_number(each, words) for each in (a, b))
    if output == "markdown":
        click.echo(comparison_markdown(left, right, words), nl=False)
    elif output == "json":
        click.echo(json.dumps(as_json(comparison(left, right, words)), ensure_ascii=False, indent=2))
    else:
        print_comparison(comparison(left, right, words), words)


def as_json(found: Comparison) -> dict[str, Any]:
    """A comparison as `--format json` prints it."""
    return {
        "version": VERSION,
        "codes": [
            {"code": found.left, "name": found.left_name},
            {"code": found.right, "name": found.right_name},
        ],
        "rows": [{"label": row.label, "values": [list(row.left), list(row.right)]} for row in found.rows],
        "differences": list(found.differences),
        "use": list(found.use),
        "confused": found.confused or None,
        "written": found.written,
    }

"""`wsclose codes`: every close code there is, or those of a platform."""

import json

import click

from wsclose.cli import explain as explaining
from wsclose.cli.render import Format, output_options, print_markdown, reader_locale
from wsclose.knowledge.markdown import codes_markdown, platform_markdown
from wsclose.knowledge.protocol import all_codes

VERSION = 1


@click.command()
@click.option("--platform", "name", metavar="PLATFORM", help="The codes of a platform, such as discord or graphql-ws.")
@output_options
def codes(name: str | None, output: Format, locale: str | None) -> None:
    """List close codes: all and the project's, or a platform's."""
    words = reader_locale(locale)
    chosen = explaining.platforms_called(name, words) if name is not None else ()
    if output == "json":
        found = [explaining.platform_json(each) for each in chosen]
        registered = [explaining.code_json(each) for each in all_codes(words)]
        own = [explaining.own_json(number, each) for number, each in sorted(explaining.own_codes().items())]
        listed = found if name is not None else [*registered, *own]
        click.echo(json.dumps({"version": VERSION, "results": listed}, ensure_ascii=False, indent=2))
        return
    pages = [platform_markdown(each, words) for each in chosen] or [codes_markdown(words, explaining.own_codes())]
    for position, page in enumerate(pages):
        if position:
            click.echo()
        if output == "markdown":
            click.echo(page, nl=False)
        else:
            print_markdown(page)

"""`wsclose server`: the language server, for editors to start."""

import os

import click

from wsclose.knowledge import texts


@click.command()
@click.option("--stdio", is_flag=True, help="Speak on standard input and output. This is the default.")
@click.option(
    "--tcp",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Listen on this port of 127.0.0.1 instead, for debugging.",
)
def server(stdio: bool, tcp: int | None) -> None:
    """Start the language server."""
    if stdio and tcp is not None:
        locale = texts.choose_locale(None, os.environ)
        raise click.UsageError(texts.text("server.one", "Choose one of --stdio and --tcp.", locale))
    # Here and not above: the protocol's types take longer to import than every other command takes to run.
    from wsclose.lsp.server import run

    run(tcp)

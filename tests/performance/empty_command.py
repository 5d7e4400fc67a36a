"""A click program that prints a word: what the library itself costs a command."""

import click


@click.command()
def main() -> None:
    click.echo("hello")

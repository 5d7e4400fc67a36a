"""The command `wsclose`. A subcommand's module is imported when it is asked for, so that short commands are short."""

import importlib

import click

from wsclose import __version__

COMMANDS = ("check", "explain", "compare", "codes", "inventory", "rules", "server")
"""Each is the function of this name in the module of this name, in the order in which the help lists them."""


class Commands(click.Group):
    """A group that imports a command's module when somebody wants the command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"wsclose.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wsclose", message="%(prog)s %(version)s")
def cli() -> None:
    """Find, explain and repair WebSocket close codes in source code."""

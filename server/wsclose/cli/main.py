"""The command `wsclose`. A subcommand's module is imported when it is asked for, so that short commands are short."""

import importlib
from typing import Any

import click

from wsclose import __version__

COMMANDS = ("check", "explain", "compare", "codes", "inventory", "rules", "server")
"""Each is the function of this name in the module of this name, in the order in which the help lists them."""


class Commands(click.Group):
    """A group that imports a command's module when somebody wants the command, and speaks the reader's language."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args == ["--version"]:  # has no words to translate, and should cost next to nothing
            return super().make_context(info_name, args, parent, **extra)
        from wsclose.cli import localized

        localized.speak(args)
        return super(Commands, localized.translated(self, "wsclose")).make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from wsclose.cli import localized

        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"wsclose.cli.{cmd_name}"), cmd_name)
        return localized.translated(command, cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wsclose", message="%(prog)s %(version)s")
def cli() -> None:
    """Find, explain and repair WebSocket close codes in source code."""

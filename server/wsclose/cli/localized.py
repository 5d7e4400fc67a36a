"""Help and usage errors in the reader's language.

A command's English stands at its options and in its docstring, as click has it; other locales hold it by command and
option in `[help.<command>]`, with "" for the command itself. What click says by itself stands in `[click]`, by click's
own English: its `gettext` would want compiled catalogues, and environment variables to find them by.
"""

import copy
import os
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

import click
from click import core, decorators, exceptions, formatting, parser, types

from wsclose.knowledge import texts
from wsclose.knowledge.texts import ENGLISH

C = TypeVar("C", bound=click.Command)

JOINER = "\u2060"
"""Has no width and no break: it makes a character that takes two columns two characters long."""

spoken = ENGLISH
"""The locale of the command line that is being read. A process reads one; tests read many in turn."""


class Formatter(click.HelpFormatter):
    """Wraps lines by the columns that they take, where click counts characters."""

    def write_text(self, text: str) -> None:
        super().write_text(_spread(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _spread(meaning)) for term, meaning in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        return super().getvalue().replace(JOINER, "")


class Context(click.Context):
    """A context whose help goes through `Formatter`."""

    formatter_class = Formatter


def speak(arguments: Sequence[str]) -> None:
    """Chooses the locale of a command line: its --locale, else the environment's."""
    global spoken
    given = [after for option, after in pairwise(arguments) if option == "--locale"]
    given += [each.partition("=")[2] for each in arguments if each.startswith("--locale=")]
    spoken = texts.choose_locale(given[0] if given else None, os.environ)
    if spoken != ENGLISH:
        for module in (core, decorators, exceptions, formatting, parser, types):
            vars(module).update(_=_click_says, ngettext=_click_counts)


def translated(command: C, name: str) -> C:
    """The command with its help in the spoken locale. It is a copy, since commands are shared and keep their help."""
    command = copy.copy(command)
    command.context_class = Context
    command.help = _help(name, "", command.help)
    command.params = [_with_help(param, name) for param in command.params]
    return command


def _with_help(param: click.Parameter, name: str) -> click.Parameter:
    if isinstance(param, click.Option):
        param = copy.copy(param)
        # --version is click's option, and its help click's.
        param.help = _help(name, param.opts[0].lstrip("-"), param.help and _click_says(param.help))
    return param


def _help(command: str, option: str, english: str | None) -> str | None:
    found = texts.table(spoken, "help", command).get(option)
    return found.format(locales=", ".join(texts.available_locales())) if isinstance(found, str) else english


def _click_says(english: str) -> str:
    said = texts.table(spoken, "click").get(english)
    return said if isinstance(said, str) else english


def _click_counts(one: str, many: str, n: int) -> str:
    return _click_says(one if n == 1 else many)


def _spread(text: str) -> str:
    return "".join(each + JOINER if unicodedata.east_asian_width(each) in "WF" else each for each in text)

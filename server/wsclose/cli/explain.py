"""`wsclose explain 1001`: what a code, a library's constant, a platform's code, a rule or a library is about."""

import json
import re
from typing import TYPE_CHECKING, Any

import click

from wsclose.cli.render import Format, NotFound, output_options, print_markdown, reader_locale
from wsclose.knowledge import platforms
from wsclose.knowledge.markdown import code_markdown, platform_markdown
from wsclose.knowledge.names import by_constant_name, known_names
from wsclose.knowledge.protocol import Code, code, explain_range
from wsclose.knowledge.texts import text
from wsclose.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wsclose.knowledge.library import Library
    from wsclose.knowledge.own_codes import OwnCode
    from wsclose.rules.rule import Rule

VERSION = 1


@plain
class Subject:
    """What somebody asked about: a number (perhaps on a platform or with a library), a platform, a rule or a library."""

    number: int | None = None
    platform: platforms.Platform | None = None
    rule: "Rule | None" = None
    library: "Library | None" = None


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("subject", nargs=-1)
@click.option("--library", metavar="NAME", help="What this library does: with the code that is asked for, or at all.")
@output_options
def explain(subject: tuple[str, ...], library: str | None, output: Format, locale: str | None) -> None:
    """Explain a close code, a platform, a rule or a library.

    SUBJECT is a number (1001), a library's constant (CloseGoingAway), a platform's code (discord 4014), a platform
    (discord), a rule (browser-code) or a library (ws).
    """
    words = reader_locale(locale)
    if not subject and library is None:
        raise click.MissingParameter(param_hint="'SUBJECT...'", param_type="argument")
    found = resolve(subject, words) if library is None else with_library(subject, library, words)
    if output == "json":
        results = [_as_json(each, words) for each in found]
        click.echo(json.dumps({"version": VERSION, "results": results}, ensure_ascii=False, indent=2))
        return
    pages = [_markdown(each, words) for each in found]
    if output == "markdown":
        click.echo("\n".join(pages), nl=False)
        return
    for position, page in enumerate(pages):
        if position:
            click.echo()
        print_markdown(page)


def resolve(words_asked: tuple[str, ...], locale: str) -> list[Subject]:
    """What is meant. More than one where a name means several things; raises NotFound with the nearest names."""
    asked = " ".join(words_asked).strip()
    if (number := _number(asked)) is not None:
        return [Subject(number=number)]
    if rule := _rule(asked):
        return [Subject(rule=rule)]
    *before, last = asked.split() or [""]
    if before and (number := _number(last)) is not None:
        return _on_platform(" ".join(before), number, locale)
    if numbers := by_constant_name(asked):
        return [Subject(number=number) for number in numbers]
    found = platforms.find(asked, locale)
    exact = [platform for platform in found if asked.lower() in (platform.id, platform.title.lower())]
    if libraries := _libraries(asked):
        return [*(Subject(platform=platform) for platform in exact), *(Subject(library=each) for each in libraries)]
    if found:
        return [Subject(platform=platform) for platform in found]
    if named := platforms.by_code_name(asked, locale):
        return [Subject(number=number, platform=platform) for platform, number in named]
    raise _not_found(asked, [*known_names(), *_rules(), *_platform_names(), *_library_names()], locale)


def with_library(words_asked: tuple[str, ...], name: str, locale: str) -> list[Subject]:
    """A library by itself, or a code with it. More than one where libraries of several languages share a name."""
    libraries = _libraries(name)
    if not libraries:
        message = text("explain.no-such-library", 'No library is called "{asked}".', locale, asked=name)
        raise NotFound(_with_nearest(message, name, _library_names(), locale))
    if not words_asked:
        return [Subject(library=library) for library in libraries]
    number = one_number(" ".join(words_asked), locale)
    return [Subject(number, library=library) for library in libraries]


def _libraries(name: str) -> "list[Library]":
    from wsclose.knowledge.library_page import called

    return called(name)


def _library_names() -> list[str]:
    from wsclose.knowledge.library_page import all_libraries

    return [library.title for library in all_libraries()]


def one_number(asked: str, locale: str) -> int:
    """The number that is meant, where exactly one will do."""
    if (number := _number(asked)) is not None:
        return number
    numbers = by_constant_name(asked)
    if len(numbers) == 1:
        return numbers[0]
    if numbers:
        english = "{name} stands for several codes ({numbers}), depending on the library. Give the number."
        listed = ", ".join(map(str, numbers))
        raise NotFound(text("explain.ambiguous", english, locale, name=asked, numbers=listed))
    raise _not_found(asked, list(known_names()), locale)


def platforms_called(name: str, locale: str) -> tuple[platforms.Platform, ...]:
    """The platforms that may be meant; raises NotFound with the nearest names."""
    found = platforms.find(name, locale)
    if not found:
        raise _not_found(name, _platform_names(), locale)
    return found


def _on_platform(name: str, number: int, locale: str) -> list[Subject]:
    candidates = platforms_called(name, locale)
    found = [Subject(number, platform) for platform in candidates if platforms.entry(platform, number)]
    if found:
        return found
    listed = sorted({entry.number for platform in candidates for entry in platform.codes})
    near = sorted(listed, key=lambda known: abs(known - number))[:3]
    english = "{platform} has no code {number}."
    message = text("explain.no-such-code", english, locale, platform=candidates[0].title, number=number)
    raise NotFound(" ".join((message, *_did_you_mean([f"{name} {each}" for each in near], locale))))


def _not_found(asked: str, known: list[str], locale: str) -> NotFound:
    english = 'No code, name, platform or rule is called "{asked}".'
    return NotFound(_with_nearest(text("explain.not-found", english, locale, asked=asked), asked, known, locale))


def _with_nearest(message: str, asked: str, known: list[str], locale: str) -> str:
    import difflib

    lower = {name.lower(): name for name in known}
    near: dict[str, str] = {}
    for name in difflib.get_close_matches(asked.lower(), lower, n=9, cutoff=0.6):
        near.setdefault(re.sub(r"[\W_]", "", name), lower[name])  # once, however it is written
    return " ".join((message, *_did_you_mean(list(near.values())[:3], locale)))


def _did_you_mean(near: list[str], locale: str) -> list[str]:
    return [text("explain.did-you-mean", "Did you mean {names}?", locale, names=", ".join(near))] if near else []


def _number(asked: str) -> int | None:
    try:
        return int(asked)
    except ValueError:
        return None


def _platform_names() -> list[str]:
    return list(dict.fromkeys(name for each in platforms.all_platforms() for name in (each.id.split("-")[0], each.id)))


def _rule(name: str) -> "Rule | None":
    # Every rule's name has a hyphen: most questions are answered without importing one.
    return _rules().get(name.lower()) if "-" in name else None


def _rules() -> dict[str, "Rule"]:
    """The rules by name. Imported when asked for, since knowing a code must not need what rules import."""
    from wsclose.rules.registry import by_name

    return by_name()


# ---- the kinds of subjects, as Markdown and as JSON ----


def _markdown(subject: Subject, locale: str) -> str:
    if subject.rule is not None:
        from wsclose.rules.documentation import documentation

        return f"# {subject.rule.name}\n\n{documentation(subject.rule, locale)}\n"
    if subject.library is not None:
        return _with_library_markdown(subject.library, subject.number, locale)
    if subject.number is None:
        assert subject.platform is not None
        return platform_markdown(subject.platform, locale)
    own = own_codes().get(subject.number) if subject.platform is None else None
    return code_markdown(subject.number, locale, platform=subject.platform, own=own, links="none", full=True)


def own_codes() -> "Mapping[int, OwnCode]":
    """What the settings of the current folder say about codes of its own; mistakes in them are for `check` to tell."""
    from wsclose.disk import SettingsOnDisk, posix
    from wsclose.project.settings import Settings

    return SettingsOnDisk(Settings(), locale_is_chosen=True, overrides=True).of_file(posix("-")).own_codes


def _as_json(subject: Subject, locale: str) -> dict[str, Any]:
    if subject.rule is not None:
        from wsclose.rules.documentation import documentation

        return {
            "kind": "rule",
            "name": subject.rule.name,
            "documentation": documentation(subject.rule, locale),
        }
    if subject.number is None and subject.library is not None:
        return _library_json(subject.library)
    if subject.number is None:
        assert subject.platform is not None
        return platform_json(subject.platform)
    known = code(subject.number, locale)
    result = code_json(known) if known else _range_json(subject.number, locale)
    said = platforms.entry(subject.platform, subject.number) if subject.platform else None
    if subject.platform and said:
        result["platform"] = {"id": subject.platform.id, "title": subject.platform.title, **_entry_json(said)}
    if subject.library is not None:
        result["library"] = _library_json(subject.library)
    if not subject.platform and (own := own_codes().get(subject.number)) is not None:
        result["own"] = own_json(subject.number, own)
    if not known and not subject.platform:
        result["elsewhere"] = [
            {"platform": title, "name": name, "reconnect": advice}
            for title, name, advice in platforms.elsewhere(subject.number, locale)
        ]
    return result


def _with_library_markdown(library: "Library", number: int | None, locale: str) -> str:
    from wsclose.knowledge.behaviour import evidence, heading
    from wsclose.knowledge.library_page import code_here, library_markdown

    if number is None:
        return library_markdown(library, locale)
    here = f"{code_here(library, number, locale)}\n\n*{heading(library, locale)}: {evidence(library, locale)}*"
    return code_markdown(number, locale, here=here, links="none", full=True)


def _library_json(library: "Library") -> dict[str, Any]:
    from wsclose.knowledge.library_page import library_json

    return library_json(library)


def code_json(known: Code) -> dict[str, Any]:
    """A registered code as `--format json` prints it."""
    return {
        "kind": "code",
        "code": known.number,
        "name": known.name,
        "reference": known.reference,
        "link": known.link,
        "sent_by": known.sent_by,
        "on_the_wire": known.on_the_wire,
        "page_may_send": known.page_may_send,
        "reconnect": known.reconnect,
        "action": known.action,
        "summary": known.summary,
        "meaning": known.meaning,
        "when": list(known.when),
        "fix": list(known.fix),
        "client": known.client,
        "use": known.use,
        "neighbours": [{"code": each.number, "difference": each.difference} for each in known.neighbours],
        "constants": [{"name": each.name, "libraries": list(each.libraries)} for each in known.constants],
        "idle_limits": [{"name": each.name, "seconds": each.seconds, "setting": each.knob} for each in known.idle],
    }


def own_json(number: int, own: "OwnCode") -> dict[str, Any]:
    """A code of the project as `--format json` prints it."""
    return {
        "kind": "own",
        "code": number,
        "name": own.name,
        "meaning": own.meaning or None,
        "fix": own.fix or None,
        "reconnect": own.reconnect or None,
    }


def platform_json(platform: platforms.Platform) -> dict[str, Any]:
    """A platform as `--format json` prints it."""
    return {
        "kind": "platform",
        "id": platform.id,
        "title": platform.title,
        "own_codes": platform.own_codes,
        "codes": [{"code": each.number, **_entry_json(each)} for each in platform.codes],
        "bands": [
            {"first": each.first, "last": each.last, "meaning": each.meaning, "reconnect": each.reconnect}
            for each in platform.bands
        ],
        "notes": list(platform.notes),
        "links": list(platform.links),
    }


def _entry_json(entry: platforms.PlatformCode) -> dict[str, Any]:
    return {
        "name": entry.name or None,
        "meaning": entry.meaning,
        "reconnect": entry.reconnect,
        "basis": entry.basis,
    }


def _range_json(number: int, locale: str) -> dict[str, Any]:
    around = explain_range(number, locale)
    return {
        "kind": "unregistered",
        "code": number,
        "name": around.name,
        "first": around.first,
        "last": around.last,
        "reference": around.reference,
        "link": around.link,
        "on_the_wire": around.on_the_wire,
        "page_may_send": around.page_may_send,
        "action": around.action,
        "meaning": around.meaning,
        "when": list(around.when),
        "fix": list(around.fix),
    }

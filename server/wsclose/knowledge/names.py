"""Finds a close code by a name: what a library calls its constant, or what the registry calls the code."""

from functools import cache

from wsclose.knowledge import protocol


def by_constant_name(name: str) -> tuple[int, ...]:
    """The codes that a name stands for: a library's constant (`CloseGoingAway`, `WS_1001_GOING_AWAY`,
    `status.goingAway`) or the registry's name, however it is capitalised.

    More than one when libraries use the name for different codes (BAD_DATA); with its qualifier, as in
    `CloseStatus.BAD_DATA`, it is mostly unique. () when nobody uses it.
    """
    whole, short = _numbers()
    for table, key in ((whole, _normal(name)), (short, _normal(last_part(name))), (short, _bare(name))):
        if key and (found := table.get(key)):
            return found
    return _in_models(name)


def known_names() -> tuple[str, ...]:
    """Every name that `by_constant_name` finds, without its qualifier: to suggest from."""
    names = [each.name for each in protocol.all_codes()]
    names += [last_part(constant.name) for each in protocol.all_codes() for constant in each.constants]
    return tuple(dict.fromkeys(names))


@cache
def _numbers() -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """Numbers by normalised name: as a whole (registry names and qualified constants), and by their last part."""
    whole: dict[str, dict[int, None]] = {}
    short: dict[str, dict[int, None]] = {}
    for each in protocol.all_codes():
        whole.setdefault(_normal(each.name), {})[each.number] = None
        for constant in each.constants:
            whole.setdefault(_normal(constant.name), {})[each.number] = None
            for key in {_normal(last_part(constant.name)), _bare(constant.name)}:
                short.setdefault(key, {})[each.number] = None
    return {key: tuple(found) for key, found in whole.items()}, {key: tuple(found) for key, found in short.items()}


def _in_models(name: str) -> tuple[int, ...]:
    """The same by the constants that only a library's model knows: for analysis they are enough."""
    from wsclose.knowledge.library_page import all_libraries

    wanted = _normal(last_part(name))
    found = {
        number: None
        for library in all_libraries()
        for constant, number in library.constants.items()
        if number in protocol.REGISTERED and wanted and _normal(last_part(constant)) == wanted
    }
    return tuple(sorted(found))


def last_part(name: str) -> str:
    """A constant without its qualifier: `GOING_AWAY` of `CloseStatus.GOING_AWAY`."""
    for separator in ("::", "\\", ".", "[:"):  # the last one is Ruby: ERRORS[:going_away]
        name = name.rsplit(separator, 1)[-1]
    return name.rstrip("]")


def _normal(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def _bare(name: str) -> str:
    """Without what any constant could say about itself: `close`, `status`, the number."""
    words = _normal(last_part(name))
    for prefix in ("swoole", "lws", "websocket", "ws", "close", "statuscode", "status", "code"):
        words = words.removeprefix(prefix)
    return words[4:] if words[:4].isdigit() else words

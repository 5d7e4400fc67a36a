"""Names in the text of a type."""

import re

NAMES = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::|\\)[A-Za-z_$][\w$]*)*")
"""A dotted name, however the language writes the dots."""


FETCHED = re.compile(r"""(?<!\w)import\(\s*(["'])([^"']+)\1\s*\)\.([A-Za-z_$][\w$]*)""")


def fetched_in(text: str) -> tuple[str, dict[str, str]]:
    """A type with the modules that it names taken out, `import("ws").WebSocket`, and which name is of which module."""
    modules = {name: module for _, module, name in FETCHED.findall(text)} if "import(" in text else {}
    return (FETCHED.sub(r"\3", text), modules) if modules else (text, modules)


def members_of_tuple(text: str) -> tuple[str, ...]:
    """The types in that of a tuple: `[string, Map<string, WebSocket>]`; none where this is not one."""
    if not (text.startswith("[") and text.endswith("]")):
        return ()
    members, depth, start = [], 0, 1
    for at in range(1, len(text)):
        depth += (text[at] in "<[({") - (text[at] in ">])}" and text[at - 1] != "=")
        if (text[at] == "," and depth == 0) or depth < 0:
            members.append(text[start:at].strip())
            start = at + 1
    return tuple(members)


CALLED = re.compile(r"\b(?:Function|Fn|FnMut|FnOnce)\s*$")
ARROW = re.compile(r"\s*(?:async\s*|throws\s*)*(?:=>|->)")
DELEGATE = re.compile(r"^(?:\w+\.)*(?:Action|Func|Consumer|BiConsumer)<(.*)>\??$")
LABEL = re.compile(r"\s*(?:_\s+)?\w+\??\s*:(?!:)")


def taken_by(text: str) -> tuple[str, ...]:
    """The types of what a function takes, by its own type: `(peer: WebSocket, path: string) => void`,
    `void Function(WebSocketChannel peer)`, `Action<WebSocket>`; none where this is not a function's type."""
    opened: list[int] = []
    found = DELEGATE.match(text)
    inside, depth = (found[1], 0) if found is not None else ("", len(text))
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            start = opened.pop()
            if len(opened) < depth and (CALLED.search(text[:start]) or ARROW.match(text, at + 1)):
                inside, depth = text[start + 1 : at], len(opened)
    return tuple(LABEL.sub("", one, count=1).strip() for one in members_of_tuple(f"[{inside}]")) if inside else ()


def bare_type(text: str) -> str:
    """The last name in a type: `Client` of `*pkg.Client`, `WebSocket` of `Optional[WebSocket]`."""
    names = NAMES.findall(text)
    return names[-1].split(".")[-1].split("::")[-1] if names else ""


OBJECT = re.compile(r"(?<!\w)\{((?:[^{}]|\{[^{}]*\})*)\}")
ANY_KEY = re.compile(r"\s*(?:readonly\s+)?\[\s*\w+\s*(?::|in\s)[^\]]*\]\??\s*:((?:[^;{}]|\{[^{}]*\})*);?\s*")
MEMBER = re.compile(r"\s*(?:readonly\s+)?(\w+)\??\s*:(.*)", re.DOTALL)


def object_in(text: str) -> tuple[str, dict[str, str]]:
    """A type in which one object is written out, as what stands around that, and the types of its members.

    What an object has under any key is written as what a container holds: `{ [name: string]: Guest }`, `Record<_, Guest>`.
    """
    while len(found := OBJECT.findall(text)) == 1:
        held = ANY_KEY.fullmatch(found[0])
        if held is None:
            members = (MEMBER.fullmatch(one) for one in re.split(r"[;,\n]", found[0]))
            return OBJECT.sub("", text), {one[1]: one[2].strip() for one in members if one is not None}
        text = text[: text.index("{")] + f"Record<_, {held[1].strip()}>" + text[text.rindex("}") + 1 :]
    return text, {}


TUPLE = re.compile(r"(?<!\w)\(([^()]*,[^()]*)\)")
TYPED = re.compile(r"(.+\S)\s+(\w+)", re.DOTALL)


def tuple_in(text: str) -> tuple[str, dict[str, str]]:
    """The same of a tuple of C#, whose parts have names: `List<(WebSocket Line, DateTime Since)>`."""
    found = TUPLE.search(text)
    members = [TYPED.fullmatch(one) for one in members_of_tuple(f"[{found[1]}]")] if found is not None else []
    named = {one[2]: one[1] for one in members if one is not None}
    return (TUPLE.sub("", text), named) if found is not None and len(named) == len(members) else (text, {})

"""Which names a text seems to define, at a glance: what a folder's files share with each other is looked up in these."""

import re

WORD = rb"[\w\x80-\xff]++"
TYPES = rb"type|class|struct|enum|interface|object|record|trait|extension|protocol|mixin|typedef|module"
VALUES = rb"const|var|let|val|static|final|func|fun|def"

_TYPE = re.compile(rb"\b(?:%s)(?=\s+(?:class\s+)?(%s))" % (TYPES, WORD))  # a look ahead: `enum class Reason`
_MORE = re.compile(
    rb"\bimpl\b(?:<[^>\n{]{0,300}+>)?(?:[^\n{]{0,300}?\sfor)?\s+(%s)" % WORD
)  # methods of a type of another file
_VALUE = re.compile(rb"\b(?:%s)\b([^\n;{(]*+)" % VALUES)
_FIRST = re.compile(rb"\b(?:const|var)\s++(%s)" % WORD)  # before its type: `const Kicked websocket.StatusCode = 4001`
_NAMED = re.compile(rb"\b(%s)\s*+[:=(]" % WORD)
_ASSIGNED = re.compile(rb"(?m)^[^\S\n]*+(%s)[^\n(=]*+=" % WORD)


def names_defined(text: bytes) -> frozenset[bytes]:
    """The names that a text seems to define, and not those that it only uses."""
    found = {*_TYPE.findall(text), *_MORE.findall(text), *_FIRST.findall(text), *_ASSIGNED.findall(text)}
    end = 0
    for declared in _VALUE.finditer(text):
        if declared.end() <= end:
            continue  # `static final int`: the rest of the line was looked at
        end = declared.end()
        for named in _NAMED.finditer(text, declared.start(1)):
            if named.start() >= end:
                break
            found.add(named[1])
    return frozenset(found)

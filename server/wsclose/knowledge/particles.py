"""Korean particles, which depend on the sound that a word ends with: `1001을`, `1002를`, `ws가`, `websocket이`.

A text writes both forms in the usual way, `을(를)`; which one it is can be said once the values stand in it. Numbers
are read as Sino-Korean, short or vowelless names letter by letter, other Latin words about as a Korean reader says them.
"""

import re

FORMS = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
    "(이)면": ("이면", "면"),
    "(이)어": ("이어", "여"),
    "(이)고": ("이고", "고"),
}
"""What is written, and what it becomes after a consonant and after a vowel."""

MARKED = re.compile("|".join(map(re.escape, FORMS)))
WORD = re.compile(r"[0-9A-Za-z]+|[가-힣]")

FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
"""The final consonants of syllables in the order in which Unicode has them; a space for none."""
DIGITS = {"1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
"""Final consonants of 일, 삼, 육, 칠, 팔; the other digits have none, and zeros are read as 십, 백, 천 or 영."""
LETTERS = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "r": "ㄹ"}
"""Final consonants of letters by their names: 엘, 엠, 엔, 알."""
READ_OTHERWISE = {"daphne": ""}
"""Names that end with a sound that their letters do not tell."""
SPELLED = 3
"""Up to so many capitals are read letter by letter."""


def choose(text: str, /) -> str:
    """The text with the right particle at each place where both forms are written."""
    if "(" not in text:
        return text
    return MARKED.sub(lambda mark: _form(mark[0], text[: mark.start()]), text)


def final_consonant(text: str, /) -> str:
    """The consonant that a text ends with when it is read aloud, "" for a vowel. ㄹ, ㅁ, ㄴ, ㄱ or another one."""
    words = WORD.findall(text[-80:])
    if not words:
        return ""
    word: str = words[-1]
    if word[-1].isdigit():
        return DIGITS.get(word[-1], "ㄴ" if word[-1] == "0" else "")
    if word[-1].isascii():
        return _latin(re.split(r"\d", word)[-1])
    return FINALS[(ord(word) - ord("가")) % len(FINALS)].strip()


def _form(mark: str, before: str) -> str:
    after_consonant, after_vowel = FORMS[mark]
    final = final_consonant(before)
    if mark == "(으)로" and final == "ㄹ":
        return after_vowel
    return after_consonant if final else after_vowel


def _latin(word: str) -> str:
    last = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", word)[-1]  # `acceptClient`: the last of the words run together
    lower = last.lower()
    if lower in READ_OTHERWISE:
        return READ_OTHERWISE[lower]
    if (last.isupper() and len(last) <= SPELLED) or not re.search("[aeiouy]", lower):
        return LETTERS.get(lower[-1], "")
    if lower.endswith(("le", "ne", "me")):  # Cable 케이블, engine 엔진, Chrome 크롬
        return LETTERS[lower[-2]]
    if lower.endswith("ng"):
        return "ㅇ"
    if re.search("[lmn]$", lower):
        return LETTERS[lower[-1]]
    # After a single short vowel these close the syllable (socket 소켓, stop 스톱, Slack 슬랙); else another one follows.
    return "ㅂ" if re.search(r"(?<![aeiou])[aeiou](?:[bpt]|ck|c)$", lower) else ""

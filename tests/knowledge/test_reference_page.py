"""What pages about 1000 and 1001 usually say is said here too: in the hover, and where the two are compared."""

import re

import pytest

from wsclose.knowledge.markdown import code_markdown, comparison_markdown

HOVER = [
    (1000, "has served its purpose", "목적을 다하고"),
    (1000, "closed cleanly", "정상적으로 닫혔습니다"),
    (1000, "both endpoints agree that the session is complete", "세션이 끝났다는 데 동의"),
    (1000, "had finished exchanging data", "데이터 교환을 마치고"),
    (1000, "how a successful session ends", "성공한 세션이라면"),
    (1000, "Nothing, if the end was expected: everything worked", "의도대로 동작했습니다"),
    (1000, r"look for a `close\(\)` that runs too early", r"너무 일찍 실행되는 `close\(\)`"),
    (1001, "about to disappear, so the connection has to be closed", "곧 사라지므로 연결을 닫아야 합니다"),
    (
        1001,
        "a server is shutting down, or a browser is leaving the page",
        "서버가 종료되거나, 브라우저가 페이지를 떠나는",
    ),
    (1001, "stops for maintenance", "점검이나 배포로 종료"),
    (1001, "closed the tab, reloaded, or followed a link while the WebSocket was open", "탭을 닫거나.*이동했습니다"),
    (1001, "reconnect automatically with exponential back-off", "지수 백오프.*자동으로 재연결"),
    (1001, "usually back after a short delay", "잠시 뒤 돌아옵니다"),
]

COMPARED = [
    ("purpose of the connection is fulfilled and both endpoints agree", "목적이 달성됐고 양쪽 모두 동의"),
    ("one endpoint goes away, so that the connection has to be closed", "한쪽이 떠나므로 연결을 닫아야"),
    ("You see 1000 when both sides had finished exchanging data", "1000은 양쪽이 데이터 교환을 마쳤을 때"),
    ("expected end of a successful session", "성공한 세션의 당연한 끝"),
    ("You see 1001 when the server goes down for maintenance", "1001은 서버가 점검이나 배포로"),
    ("left the page or closed the tab", "페이지를 떠나거나 탭을 닫았을 때"),
    ("1000: both sides are finished. Nothing needs a fix", "1000: .*고칠 것은 없습니다"),
    (r"look for a `close\(\)` that ran too early", r"너무 일찍 실행된 `close\(\)`"),
    ("reconnects with exponential back-off, after a short delay if the server is restarting", "지수 백오프로 재연결"),
]


@pytest.mark.parametrize(("number", "english", "korean"), HOVER)
def test_in_the_hover(number: int, english: str, korean: str) -> None:
    assert re.search(english, code_markdown(number))
    assert re.search(korean, code_markdown(number, "ko"))


@pytest.mark.parametrize(("english", "korean"), COMPARED)
def test_in_the_comparison(english: str, korean: str) -> None:
    assert re.search(english, comparison_markdown(1000, 1001))
    assert re.search(korean, comparison_markdown(1000, 1001, "ko"))


@pytest.mark.parametrize(
    ("locale", "headings"),
    [
        ("en", ("Key differences", "When to use which", "When you see it", "How to fix it")),
        ("ko", ("주요 차이점", "언제 어떤 것을 사용할지", "이 코드를 보게 되는 경우", "해결 방법")),
    ],
)
def test_the_sections_of_a_comparison_are_lists(locale: str, headings: tuple[str, ...]) -> None:
    page = comparison_markdown(1000, 1001, locale)
    for heading in headings:
        section = page.split(f"## {heading}\n")[1].split("\n## ")[0]
        assert len(re.findall("^- ", section, re.MULTILINE)) >= 2
    assert "<" not in page

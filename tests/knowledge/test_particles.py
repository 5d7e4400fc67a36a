"""Korean particles follow the sound of the word before them."""

import pytest

from wsclose.knowledge.particles import FORMS, choose


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1001을(를)", "1001을"),  # 일
        ("1002을(를)", "1002를"),  # 이
        ("1003을(를)", "1003을"),  # 삼
        ("1004이(가)", "1004가"),  # 사
        ("1005은(는)", "1005는"),  # 오
        ("1006와(과)", "1006과"),  # 육
        ("1007(으)로", "1007로"),  # 칠: ㄹ is followed by 로
        ("1008(으)로", "1008로"),
        ("1009(으)로", "1009로"),  # 구
        ("1003(으)로", "1003으로"),
        ("1006(으)로", "1006으로"),
        ("1000(으)로", "1000으로"),  # 천
        ("4500이(가)", "4500이"),  # 백
        ("1010을(를)", "1010을"),  # 십
        ("1000, 3000–4999은(는)", "1000, 3000–4999는"),
    ],
)
def test_after_a_number(written: str, read: str) -> None:
    assert choose(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("서버이(가)", "서버가"),
        ("상대은(는)", "상대는"),
        ("라이브러리을(를)", "라이브러리를"),
        ("브라우저의 소켓이(가)", "브라우저의 소켓이"),
        ("칼(으)로", "칼로"),
        ("문자열(이)어야", "문자열이어야"),
        ("숫자(이)어야", "숫자여야"),
        ("이름(이)라는", "이름이라는"),
        ("번호(이)라는", "번호라는"),
    ],
)
def test_after_hangul(written: str, read: str) -> None:
    assert choose(written) == read


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("ws", "가"),  # 더블유에스
        ("HTTP", "가"),  # 에이치티티피
        ("URL", "이"),  # 유알엘
        ("aiohttp", "가"),
        ("gorilla/websocket", "이"),  # 소켓
        ("websockets", "가"),  # 소켓츠
        ("Starlette", "가"),
        ("Spring", "이"),
        ("Bun", "이"),
        ("Deno", "가"),
        ("Discord", "가"),
        ("Slack", "이"),
        ("Action Cable", "이"),
        ("uWebSockets.js", "가"),
        ("WebSocketKit", "이"),
        ("InvalidAccessError", "가"),
        ("cancel", "이"),
        ("disconnect", "가"),
        ("stop", "이"),
        ("Daphne", "가"),
        ("uvicorn", "이"),
        ("terminate", "가"),
    ],
)
def test_after_a_latin_name(name: str, subject: str) -> None:
    assert choose(f"{name}이(가)") == name + subject


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**1001**을(를)", "**1001**을"),
        ("`close()`이(가)", "`close()`가"),
        ("close(1002)은(는)", "close(1002)는"),
        ("“1013”와(과)", "“1013”과"),
        ('"Discrod"(이)라는', '"Discrod"라는'),
        ("을(를)", "를"),
    ],
)
def test_marks_and_brackets_are_not_read(written: str, read: str) -> None:
    assert choose(written) == read


def test_several_in_one_sentence() -> None:
    assert choose("1002은(는) ws이(가) 1001(으)로 바꿉니다") == "1002는 ws가 1001로 바꿉니다"


def test_brackets_that_are_no_particle_stay() -> None:
    assert choose("연결(으)로 close(code)") == "연결로 close(code)"
    assert choose("close(1001)을 호출") == "close(1001)을 호출"


@pytest.mark.parametrize("mark", FORMS)
def test_no_mark_is_left(mark: str) -> None:
    assert mark not in choose(f"코드{mark} 번호") + choose(f"상수 값{mark} 번호")

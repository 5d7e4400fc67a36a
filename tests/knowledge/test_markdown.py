"""The body of a hover."""

import re

import pytest

from wsclose.knowledge import platforms
from wsclose.knowledge.markdown import code_markdown, compare_link, comparison_markdown, to_plain
from wsclose.knowledge.own_codes import OwnCode
from wsclose.knowledge.protocol import REGISTERED


def test_a_hover_is_short_first() -> None:
    page = code_markdown(1001, here="the browser refuses it.")
    lines = [line for line in page.splitlines() if line]
    assert lines[0] == "### 1001 Going Away"
    assert lines[1] == ("RFC 6455 §7.4.1 · sent by either side · on the wire · reconnect: **yes, with back-off**")
    assert lines[2] == "**Here** the browser refuses it."
    order = [page.index(heading) for heading in ("**Meaning**", "**When you see it**", "**How to fix it**")]
    assert order == sorted(order)
    assert page.index("Not to be confused with") > order[-1]
    assert "rfc6455#section-7.4.1" in lines[-1]
    assert "iana.org" in lines[-1]
    assert "developer.mozilla.org" in lines[-1]


def test_korean_sections_are_those_of_the_reference_page() -> None:
    page = code_markdown(1001, "ko")
    for heading in ("**설명**", "**이 코드를 보게 되는 경우**", "**해결 방법**"):
        assert heading in page
    compared = comparison_markdown(1000, 1001, "ko")
    assert "## 주요 차이점" in compared
    assert "## 언제 어떤 것을 사용할지" in compared
    assert "Going Away" in page


def test_nothing_is_said_about_here_where_nothing_is_known() -> None:
    assert "**Here**" not in code_markdown(1001)


def test_neighbours_open_a_comparison() -> None:
    assert compare_link(1001, 1000) == "command:wsclose.compare?%5B1001%2C1000%5D"
    assert f"[1000 Normal Closure]({compare_link(1001, 1000)})" in code_markdown(1001)
    assert "command:" not in code_markdown(1001, links="none")


def test_abnormal_closure_lists_idle_limits() -> None:
    assert "- 60 s: nginx (`proxy_read_timeout`, `proxy_send_timeout`)" in code_markdown(1006, full=True)


def test_a_hover_lists_them_in_a_line() -> None:
    line = next(line for line in code_markdown(1006).splitlines() if line.startswith("**What cuts idle connections**"))
    assert "60 s: nginx, AWS Application Load Balancer · 100 s: Cloudflare" in line
    assert "60초: nginx" in code_markdown(1006, "ko")


@pytest.mark.parametrize("number", [1001, 1008])
def test_what_is_said_of_this_place_is_not_said_again(number: int) -> None:
    refused = f"`close({number})` throws"
    assert refused in code_markdown(number)
    assert refused not in code_markdown(number, here="The browser refuses it.")
    assert refused in code_markdown(number, here="The browser refuses it.", full=True)


def test_a_private_number_without_a_platform() -> None:
    page = code_markdown(4401)
    assert page.startswith("### 4401 · Private use\n")
    assert "`[codes.4401]`" in page
    assert "- GraphQL over WebSocket (graphql-ws) · *Unauthorized* · reconnect: **no**" in page


def test_no_more_than_a_few_others_are_named() -> None:
    elsewhere = code_markdown(4001).split("**Elsewhere**")[1]
    assert len(re.findall("^- ", elsewhere, re.MULTILINE)) == 4
    assert "Discord Gateway" in elsewhere


def test_a_private_number_on_a_platform() -> None:
    page = code_markdown(4014, platform=platforms.by_id("discord-gateway"))
    assert page.startswith("### 4014 Disallowed intent(s)\n\nDiscord Gateway · reconnect: **no**\n")
    assert "1000 or 1001" not in page
    assert "Elsewhere" not in page


def test_what_a_platform_says_of_a_code_that_it_does_not_list() -> None:
    discord = platforms.by_id("discord-gateway")
    assert "**Discord Gateway** A client that closes with 1000 or 1001 ends its session" in code_markdown(
        1001, platform=discord
    )
    assert "ends its session" not in code_markdown(1002, platform=discord)


def test_inferred_advice_is_worded_as_such() -> None:
    assert "(inferred, not documented)" in code_markdown(4003, platform=platforms.by_id("twitch-eventsub"))


def test_a_registered_code_on_a_platform_that_gives_it_a_meaning() -> None:
    page = code_markdown(1008, platform=platforms.by_id("binance"))
    assert page.startswith("### 1008 Policy Violation\n")
    assert "**Binance streams** *too many requests*: " in page


def test_a_band_decides_for_a_number_that_the_platform_does_not_list() -> None:
    page = code_markdown(4401, platform=platforms.by_id("centrifugo"))
    assert "**Centrifugo** the application's own: come back · reconnect: **yes**" in page
    assert "`[codes.4401]`" not in page
    assert "Elsewhere" not in page


def test_the_projects_own_code_comes_first() -> None:
    own = OwnCode("SESSION_EXPIRED", "The login has expired.", "Log in again.", "after-fix")
    page = to_plain(code_markdown(4401, own=own, platform=platforms.by_id("graphql-ws")))
    assert page == (
        "4401 SESSION_EXPIRED\n\n"
        "this project's own code · reconnect: after a fix\n\n"
        "Meaning: The login has expired.\n\n"
        "How to fix it: Log in again.\n"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "[click](https://evil.example)",
        "![](https://evil.example/x.png)",
        "<img src=x>",
        "# Title",
        "a\n\n# b",
        "**b**",
        "`c`",
    ],
)
def test_markdown_of_others_is_shown_as_text(hostile: str) -> None:
    page = code_markdown(4001, own=OwnCode("NAME", meaning=hostile))
    body = page.split("**Meaning** ")[1]
    unescaped = re.sub(r"\\.", "", body)
    assert not re.search(r"[\[\]<>#*`!]", unescaped)
    assert " ".join(hostile.split()) in to_plain(page)


@pytest.mark.parametrize("number", [-1, 0, 401, 1016, 2000, 3001, 4000, 5000, 70000, *sorted(REGISTERED)])
@pytest.mark.parametrize("locale", ["en", "ko"])
def test_any_number_has_a_page(number: int, locale: str) -> None:
    page = code_markdown(number, locale, full=True)
    assert page.startswith(f"### {number} ")
    assert page.endswith("\n")
    assert "\n\n\n" not in page
    assert "{" not in page


def test_plain_text_keeps_addresses_and_drops_marks() -> None:
    page = to_plain(code_markdown(1000))
    assert "RFC 6455 §7.4.1 https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 ·" in page
    assert not re.search(r"[*`\[\]]|^#", page)
    assert "Meaning: The connection has served its purpose" in page


def test_a_comparison_is_a_table_and_advice() -> None:
    page = comparison_markdown(1000, 1001)
    assert "|  | 1000 Normal Closure | 1001 Going Away |" in page
    assert "| A page may send it | yes | no (InvalidAccessError) |" in page
    assert "## When to use which" in page

"""Platforms: how they are recognised, and what a number means on one."""

import pytest

from wsclose.knowledge import platforms
from wsclose.knowledge.protocol import may_be_sent


def recognised(imports: set[str], strings: list[str]) -> list[str]:
    return [each.id for each in platforms.recognise(imports, strings)]


@pytest.mark.parametrize(
    ("imports", "strings", "expected"),
    [
        ({"discord.js"}, [], ["discord-gateway"]),
        ({"discord"}, [], ["discord-gateway"]),
        ({"discord.ext.commands"}, [], ["discord-gateway"]),
        ({"graphql-ws/use/ws"}, [], ["graphql-ws"]),
        ({"org.springframework.web.socket.TextMessage"}, [], ["spring-websocket"]),
        (set(), ["wss://gateway.discord.gg/?v=10&encoding=json"], ["discord-gateway"]),
        (set(), ["wss://ws-eu.pusher.com/app/key"], ["pusher"]),
        (set(), ["wss://eu2.rt.speechmatics.com/v2"], ["speechmatics"]),
        (set(), ["graphql-transport-ws"], ["graphql-ws"]),
        (set(), ["graphql-ws"], ["subscriptions-transport-ws"]),
        ({"centrifuge"}, ["graphql-transport-ws"], ["centrifugo", "graphql-ws"]),
    ],
)
def test_recognised_by_import_host_or_subprotocol(imports: set[str], strings: list[str], expected: list[str]) -> None:
    assert recognised(imports, strings) == expected


@pytest.mark.parametrize(
    ("imports", "strings"),
    [
        (set(), ["4401", "4014", "discord", "pusher"]),
        ({"discordant", "graphql-wsx", "ws"}, []),
        (set(), ["wss://notgateway.discord.gg-mirror.example/"]),
        (set(), ["the graphql-transport-ws protocol"]),
        (set(), []),
    ],
)
def test_not_recognised_by_a_number_or_a_resemblance(imports: set[str], strings: list[str]) -> None:
    assert recognised(imports, strings) == []


def on(platform: str, number: int) -> platforms.PlatformCode | None:
    found = platforms.by_id(platform)
    assert found is not None
    return platforms.entry(found, number)


def test_a_code_of_a_platform() -> None:
    found = on("discord-gateway", 4014)
    assert found is not None
    assert (found.name, found.reconnect, found.basis) == ("Disallowed intent(s)", "no", "documented")


def test_a_band_speaks_where_no_code_is_listed() -> None:
    found = on("centrifugo", 4401)
    assert found is not None
    assert (found.number, found.band, found.reconnect) == (4401, True, "yes")
    assert (other := on("centrifugo", 4501)) is not None
    assert other.reconnect == "no"


def test_a_listed_code_comes_before_its_band() -> None:
    found = on("pusher", 4200)
    assert found is not None
    assert not found.band


def test_a_platform_says_nothing_about_numbers_it_does_not_use() -> None:
    assert on("discord-gateway", 4006) is None
    assert on("socket-io", 4000) is None


@pytest.mark.parametrize(
    ("platform", "number", "fatal"),
    [
        ("discord-gateway", 4014, True),
        ("discord-gateway", 4009, False),
        ("graphql-ws", 4401, True),
        ("graphql-ws", 4403, False),
        ("centrifugo", 4401, False),
        ("centrifugo", 4501, True),
        ("obs-websocket", 4011, True),
        ("obs-websocket", 4009, False),  # nobody but us says so
        ("graphql-ws", 4999, False),
    ],
)
def test_fatal_only_where_the_platform_or_its_client_says_so(platform: str, number: int, fatal: bool) -> None:
    found = platforms.by_id(platform)
    assert found is not None
    assert platforms.is_fatal(found, number) is fatal


def test_one_number_many_meanings() -> None:
    found = {title: (name, advice) for title, name, advice in platforms.elsewhere(4401)}
    assert found["GraphQL over WebSocket (graphql-ws)"] == ("Unauthorized", "no")
    assert found["Centrifugo"] == ("", "yes")
    assert found["Hocuspocus"] == ("Unauthorized", "after renewing the credentials")


def test_messages_that_are_no_closes_are_not_listed_elsewhere() -> None:
    assert not any(title.startswith("Pusher") for title, _, _ in platforms.elsewhere(4301))


def test_advice_is_in_the_readers_language() -> None:
    assert {advice for _, _, advice in platforms.elsewhere(4401, "ko")} >= {"하지 말 것"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("discord", ["discord-gateway", "discord-rpc", "discord-voice"]),
        ("Discord Gateway", ["discord-gateway"]),
        ("graphql-ws", ["graphql-ws"]),
        ("Reverb", ["pusher"]),
        ("disc", []),
        ("", []),
    ],
)
def test_a_platform_is_found_by_a_word_of_its_name(asked: str, expected: list[str]) -> None:
    assert [each.id for each in platforms.find(asked)] == expected


def test_notes_about_another_private_code_stay_away() -> None:
    voice = platforms.by_id("discord-voice")
    assert voice is not None
    assert any("main gateway" in note for note in platforms.notes_for(voice, 4014))
    assert not any("main gateway" in note for note in platforms.notes_for(voice, 4006))


@pytest.mark.parametrize("platform", platforms.all_platforms(), ids=lambda each: each.id)
def test_a_platform_is_complete(platform: platforms.Platform) -> None:
    assert platform.imports or platform.hosts or platform.subprotocols or platform.strings, "how is it recognised?"
    assert all(link.startswith("https://") for link in platform.links)
    assert platform.links
    assert platform.codes or platform.notes
    for each in platform.codes:
        assert each.name
        assert each.meaning
        # Clients make up a few numbers themselves; all that a server sends must be legal.
        assert may_be_sent(each.number) or (platform.id, each.number) in {("sockjs", 1006), ("sockjs", 2000)}
    numbers = [each.number for each in platform.codes]
    assert numbers == sorted(numbers)
    assert platform.own_codes == any(number >= 3000 for number in numbers)

"""Observables that connect again when their connection fails: RxJS's `retry` and `retryWhen`."""

import pytest

from .support import findings

WITHOUT_BACKOFF, ON_NORMAL = "reconnect-without-backoff", "reconnect-on-normal"

IMPORTS = (
    'import { webSocket, WebSocketSubject } from "rxjs/webSocket";\n'
    'import { delay, delayWhen, mergeMap, retry, retryWhen, tap, timer } from "rxjs";\n'
)


def piped(*operators: str) -> str:
    return f"{IMPORTS}const PAUSE = 5000;\nexport const feed = webSocket(url).pipe({', '.join(operators)});\n"


@pytest.mark.parametrize(
    "operators",
    [
        ("retry()",),
        ("retry({ delay: 1000 })",),
        ("retry({ count: 5, delay: PAUSE })",),
        ("retry({ delay: () => timer(PAUSE) })",),
        ("retryWhen((errors) => errors.pipe(delay(5000)))",),
        ("tap(show)", "retryWhen((errors) => errors.pipe(tap(show), delayWhen(() => timer(PAUSE))))"),
    ],
)
def test_an_observable_that_connects_again_after_the_same_time(operators: tuple[str, ...]) -> None:
    assert findings("typescript", piped(*operators), WITHOUT_BACKOFF)
    assert not findings("typescript", piped(*operators), ON_NORMAL)  # a clean close completes it


@pytest.mark.parametrize(
    "operators",
    [
        ("tap(show)",),
        ("retry(3)",),
        ("retry({ count: 3 })",),
        ("retry({ delay: (error, count) => timer(Math.min(30000, 1000 * 2 ** count)) })",),
        ("retryWhen((errors) => errors.pipe(mergeMap((error, n) => timer((n + 1) * 1000))))",),
        ("retryWhen(strategy())",),
    ],
)
def test_an_observable_that_is_left_alone(operators: tuple[str, ...]) -> None:
    assert not findings("typescript", piped(*operators), WITHOUT_BACKOFF)


def test_a_field_that_shows_itself_as_an_observable() -> None:
    text = (
        f"{IMPORTS}export class Feed {{\n  private line$: WebSocketSubject<Event> = webSocket(this.url);\n\n  events() {{\n"
        "    return this.line$.asObservable().pipe(retryWhen((errors) => errors.pipe(delay(1000))));\n  }\n}\n"
    )
    assert findings("typescript", text, WITHOUT_BACKOFF)


def test_an_observable_that_is_no_connection() -> None:
    text = f"{IMPORTS}export const page = this.http.get(url).pipe(retry({{ delay: 1000 }}));\nwebSocket(url).subscribe(show);\n"
    assert not findings("typescript", text, WITHOUT_BACKOFF)


SUBSCRIBED = (
    f"{IMPORTS}export class Feed {{\n  start() {{\n    const line = webSocket(this.url);\n    line.GIVEN;\n  }}\n\n"
    "  later() {\n    setTimeout(() => this.start(), WAIT);\n  }\n}\n"
)


@pytest.mark.parametrize(
    "given",
    [
        "subscribe(show, (problem) => { report(problem); this.later(); })",
        "subscribe({ next: show, error: () => this.later() })",
        "pipe(tap(show)).subscribe({ error: () => this.later() })",
    ],
)
def test_what_a_subscription_does_when_the_connection_fails(given: str) -> None:
    text = SUBSCRIBED.replace("GIVEN", given)
    assert findings("typescript", text.replace("WAIT", "5000"), WITHOUT_BACKOFF)
    assert not findings("typescript", text.replace("WAIT", "5000"), ON_NORMAL)  # a clean close completes it
    assert not findings("typescript", text.replace("WAIT", "1000 * 2 ** this.failures++"), WITHOUT_BACKOFF)


def test_a_subscription_to_something_else() -> None:
    asked = "subscribe(show); this.http.get(page).subscribe(show, () => this.later())"
    assert not findings("typescript", SUBSCRIBED.replace("GIVEN", asked).replace("WAIT", "5000"), WITHOUT_BACKOFF)


def test_what_is_sent_through_a_subject_is_not_read_from_it() -> None:
    text = (
        f"{IMPORTS}export class Outbox {{\n  private line: WebSocketSubject<Note>;\n\n  flush() {{\n"
        "    while (this.ready && this.notes.length) this.line.next(this.notes.shift());\n    this.open();\n  }\n\n"
        "  open() {\n    if (this.ready) return;\n    this.line = webSocket(url);\n    this.line.subscribe(show);\n  }\n}\n"
    )
    assert not findings("typescript", text, WITHOUT_BACKOFF)
    assert not findings("typescript", text, ON_NORMAL)


WEBFLUX = """\
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import reactor.util.retry.Retry;

class Feed {
    private final WebSocketClient client = new ReactorNettyWebSocketClient();

    void follow(URI address, HttpHeaders headers) {
        %s.subscribe();
    }
}
"""
READS = "client.execute(address, line -> line.receive().doOnNext(this::show).then())"


@pytest.mark.parametrize(
    ("follows", "expected"),
    [
        (f"{READS}.retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofSeconds(5)))", 1),
        (READS.replace("address,", "address, headers,") + ".doOnError(this::note).retryWhen(Retry.fixedDelay(99, PAUSE))", 1),
        (f"{READS}.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)))", 0),
        (READS, 0),
        ("store.execute(address, line -> line.receive().then()).retryWhen(Retry.fixedDelay(9, PAUSE))", 0),
        ("client.execute(address, this).retryWhen(Retry.fixedDelay(9, PAUSE))", 0),
    ],
)  # fmt: skip
def test_a_client_of_webflux_that_is_run_again_after_the_same_time(follows: str, expected: int) -> None:
    assert len(findings("java", WEBFLUX % follows, WITHOUT_BACKOFF)) == expected
    assert not findings("java", WEBFLUX % follows, ON_NORMAL)

"""Swift: `if case` asks for one case of what a read has brought, as an arm of a switch does."""

import pytest

from .support import findings

RECONNECTS = ("reconnect-without-backoff", "reconnect-on-normal")

LINE = """\
import Foundation

class Line {{
    private var task: URLSessionWebSocketTask?

    func open() {{
        task = URLSession.shared.webSocketTask(with: address)
        task?.resume()
        receive()
    }}

    private func receive() {{
        task?.receive {{ [weak self] result in
            {read}
            self?.receive()
        }}
    }}

    private func later() {{
        DispatchQueue.main.asyncAfter(deadline: .now() + 3) {{ self.open() }}
    }}
}}
"""


@pytest.mark.parametrize(
    "asked", ["case .failure = result", "case .failure(let error) = result", "case let .failure(error) = result"]
)
def test_a_case_for_the_failure_is_a_handler(asked: str) -> None:
    text = LINE.format(read=f"if {asked} {{ self?.later(); return }}")
    assert {one.rule for one in findings("swift", text) if one.rule in RECONNECTS} == set(RECONNECTS)


@pytest.mark.parametrize(
    "read",
    [
        "if case .failure(let error) = result { print(error); return }",
        "if case .success(let message) = result { show(message) } else { return }",
        "if case .failure(let error) = result, isOver(error) { return }",
    ],
)
def test_a_case_that_connects_nowhere(read: str) -> None:
    assert not [one for one in findings("swift", LINE.format(read=read)) if one.rule in RECONNECTS]

"""Functions that have themselves run again by a timer once their connection has ended."""

import pytest

from .support import Case, invalid, run, valid

SESSION = """\
import WebSocket from "ws";

class Feed {{
  wait = 1000;
  session() {{
    return new Promise((resolve, reject) => {{
      const line = new WebSocket(address);
      line.on("close", () => resolve());
      line.on("error", reject);
    }});
  }}
  run = async () => {{
{}
  }};
}}
"""
CASES = {
    "after its session": invalid(
        "typescript",
        SESSION.format(
            "    try {\n      await this.session();\n    } catch (error) {\n      console.error(error);\n    }\n    «setTimeout(this.run, 5000)»;"
        ),
        "Reconnects after a fixed delay (5000 ms)",
    ),
    "in the end, whatever came": invalid(
        "typescript",
        SESSION.format(
            "    try {\n      await this.session();\n    } finally {\n      «setTimeout(() => this.run(), 5000)»;\n    }"
        ),
    ),
    "later each time": valid(
        "typescript",
        SESSION.format("    await this.session();\n    setTimeout(this.run, this.wait);\n    this.wait *= 2;"),
    ),
    "without a connection": valid(
        "typescript", SESSION.format("    await fetch(address);\n    setTimeout(this.run, 5000);")
    ),
    "another function": valid(
        "typescript", SESSION.format("    await this.session();\n    setTimeout(this.report, 5000);")
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_function_that_has_itself_run_again(case: Case) -> None:
    run("reconnect-without-backoff", case)

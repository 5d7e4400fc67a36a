"""Plays cases on one library in one role, and turns what the driver and the raw peer saw into table rows."""

from __future__ import annotations

import asyncio
import json
import re
import signal
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .cases import SIGNALS, Case
from .libraries import Subject
from .raw_peer import Behaviour, Seen, connect, serve
from .table import Row

LIMIT = 3.0  # seconds that a driver grants one call, or the news that a connection is closed
TOGETHER = 12  # connections at a time
START = 40.0  # seconds that a driver may take to start

Report = dict[str, Any]


def rows_of(subject: Subject) -> list[Row]:
    """All rows of a library in a role. Raises NotInstalled when it cannot be run here."""
    return asyncio.run(_rows(subject, subject.cases()))


def rows_again(subject: Subject, inputs: Sequence[str]) -> list[Row]:
    """The rows of some inputs only, a few connections at a time: a second look at what differed."""
    return asyncio.run(_rows(subject, [case for case in subject.cases() if case.input in inputs], together=2))


async def _rows(subject: Subject, cases: list[Case], together: int = TOGETHER) -> list[Row]:
    found: dict[str, Row] = {}
    batches = [[case for case in cases if not case.alone], *([case] for case in cases if case.alone)]
    for batch in batches:
        if batch:
            reports, seen = await _play(subject, batch, together)
            for case in batch:
                found[case.id] = row(subject, case, reports.get(case.id), seen.get(case.id))
    return [found[case.id] for case in cases]


async def _play(subject: Subject, cases: list[Case], together: int) -> tuple[dict[str, Report], dict[str, Seen]]:
    """Runs one driver process over the cases."""
    process: asyncio.subprocess.Process
    seen: dict[str, Seen] = {}
    reports: dict[str, Report] = {}
    by_id = {case.id: case for case in cases}

    def on_open(case: str) -> None:
        name = by_id[case].signal
        if name in SIGNALS:
            asyncio.get_running_loop().call_later(0.3, lambda: process.send_signal(signal.Signals[name]))

    job = {"limit": LIMIT, "together": together, "cases": [case.job() for case in cases]}
    command = await asyncio.to_thread(subject.command)
    pipe = asyncio.subprocess.PIPE
    behaviours = {case.id: _patient(subject, case) for case in cases}
    async with serve(behaviours, seen, on_open, page=subject.page) as port:
        process = await asyncio.create_subprocess_exec(
            *command.arguments, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL,
            env=command.environment(), limit=1 << 20,
        )  # fmt: skip
        assert process.stdin and process.stdout
        try:
            job["url"] = f"ws://127.0.0.1:{port}"
            process.stdin.write(json.dumps(job).encode() + b"\n")
            await process.stdin.drain()
            if subject.role == "server":
                await _visit(subject, process.stdout, cases, behaviours, seen, reports, together, on_open)
            else:
                rounds = -(-len(cases) // together)
                await _collect(process.stdout, set(by_id), reports, START + rounds * LIMIT * 3)
            process.stdin.close()
            await asyncio.wait_for(process.wait(), 3)
        except (TimeoutError, ConnectionError):
            pass
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        await _settled(seen)
    return reports, seen


def _patient(subject: Subject, case: Case) -> Behaviour:
    behaviour = subject.early if case.early and subject.early else case.behaviour
    return replace(behaviour, patience=subject.patience, hello=subject.hello)


async def _visit(
    subject: Subject, output: asyncio.StreamReader, cases: list[Case], behaviours: dict[str, Behaviour],
    seen: dict[str, Seen], reports: dict[str, Report], together: int, on_open: Any,
) -> None:  # fmt: skip
    """Connects to a driver that listens, once for each case."""
    first = json.loads(await asyncio.wait_for(output.readline(), START) or b"{}")
    if "listening" not in first:
        return
    gate = asyncio.Semaphore(together)

    async def one(case: Case) -> None:
        path = subject.path.format(case=case.id)
        async with gate:
            seen[case.id] = await connect(
                first["listening"], path, behaviours[case.id],
                case=case.id, protocol=subject.protocol, on_open=on_open,
            )  # fmt: skip

    collecting = asyncio.create_task(_collect(output, {case.id for case in cases}, reports, 3600))
    await asyncio.gather(*(one(case) for case in cases))
    await asyncio.wait([collecting], timeout=LIMIT * 2.5)
    collecting.cancel()


async def _collect(output: asyncio.StreamReader, wanted: set[str], reports: dict[str, Report], limit: float) -> None:
    """Reads the driver's reports until all have come, it ends, or `limit` seconds are over."""
    missing = set(wanted)
    try:
        async with asyncio.timeout(limit):
            while missing and (line := await output.readline()):
                try:
                    report = json.loads(line)
                except ValueError:
                    continue  # a library's own output
                if isinstance(report, dict) and report.get("id") in missing:
                    missing.discard(report["id"])
                    reports[report["id"]] = report
    except TimeoutError:
        return


async def _settled(seen: dict[str, Seen]) -> None:
    """Waits until the raw peer has let go of every connection."""
    for _ in range(40):
        if len(asyncio.all_tasks()) <= 1:
            return
        await asyncio.sleep(0.05)


def row(subject: Subject, case: Case, report: Report | None, seen: Seen | None) -> Row:
    """One row: what was tried and what came of it."""
    calls = (report or {}).get("calls", [])
    last = calls[-1] if calls else {}
    values: dict[str, Any] = {"handshake": _handshake(subject, seen)}
    if case.calls:
        values["call"] = "hangs" if "hung" in last else "refused" if "error" in last else "accepted"
        values["error"] = _plain(last.get("error"))
        values["error_at"] = last.get("at") if last.get("error") else None
    if report is None and not case.signal and values["handshake"] is None:
        values["call"] = "no report"
    if report and "failed" in report:
        values["call"] = "failed"
        values["error"] = _plain(report["failed"])
    values |= _wire(case, seen)
    if subject.texts and seen and seen.texts:
        values["texts"] = seen.texts
    own = (report or {}).get("own")
    if own and not (seen and seen.ended == "open" and last.get("error")):
        values["own"] = {name: _plain(value) for name, value in own.items() if value is not None}
    elif case.calls or case.received is not None or case.behaviour.kind != "answer":
        values["own"] = None
    if subject.varies:
        values |= dict.fromkeys(subject.varies(case, values), "varies")
    return Row(subject.library, subject.version, subject.role, subject.variant, case.input, values)


def _handshake(subject: Subject, seen: Seen | None) -> str | None:
    """How the handshake failed, None when it did not."""
    if seen is None:
        return "given up before the handshake"
    if seen.opened:
        return None
    return f"HTTP {seen.http_status}" if seen.http_status else f"not finished ({seen.ended})"


def _wire(case: Case, seen: Seen | None) -> dict[str, Any]:
    """What went over the wire to the raw peer, and what a handler at the other end would therefore report."""
    if seen is None or not seen.opened:
        return {"peer_sees": 1006}
    values: dict[str, Any] = {}
    if seen.close is None:
        values["frame"] = None
        values["peer_sees"] = 1006
    else:
        code, reason = seen.close[:2], seen.close[2:]
        values["frame"] = code.hex()
        values["frame_reason"] = _reason(reason)
        values["peer_sees"] = int.from_bytes(code, "big") if len(code) == 2 else 1005 if not code else 1002
    if case.received is not None or case.behaviour.kind != "answer":
        values.pop("peer_sees", None)
    values["tcp"] = {"closed": "ends", "reset": "ends", "open": "stays open"}.get(seen.ended)
    return values


def _reason(reason: bytes) -> str | None:
    """A reason as the table shows it: as text when it is short, else its length in bytes."""
    if not reason:
        return None
    try:
        text = reason.decode()
    except UnicodeDecodeError:
        return f"{len(reason)} bytes, not UTF-8"
    return text if len(reason) < 80 else f"{len(reason)} bytes"


def _plain(value: Any) -> Any:
    """A value without what differs from run to run: addresses, ports, object ids; long texts cut."""
    if not isinstance(value, str):
        return value
    value = re.sub(r"0x[0-9a-f]{6,}", "0x...", value)
    value = re.sub(r"127\.0\.0\.1(:|', |\", )\d+", "127.0.0.1", value)
    value = value.replace("'H' format requires 0 <= number <= 65535", "argument out of range")  # from Python 3.12
    value = value.replace("Socket is closed", "Socket closed")  # the JDK says either, by who notices it first
    value = re.sub(r"\b(x{20,}|é{20,}x?)", "...", value)
    value = " ".join(value.split())
    return value if len(value) <= 200 else value[:197] + "..."

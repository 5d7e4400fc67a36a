"""What every Python driver shares: it reads a job from stdin, plays its cases and prints one JSON line for each.

A job: {"url": where a client connects, "limit": seconds, "together": how many cases at a time, "cases": [...]}.
A case: {"id", "calls": [{"method", "code"?, "reason"?, "awaited"}], "when": "open" | "early"}; without calls it is to
wait for the close.
A report: {"id", "calls": [{"error"?, "at"?: "call" | "await", "hung"?: true}], "own"?: {...}}; `own` is what this
side's handler learns.

This file is imported by programs that run in environments of their own: it uses the standard library only.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

Case = dict[str, Any]
Step = dict[str, Any]
Own = dict[str, Any]

_printing = threading.Lock()


def read_job() -> dict[str, Any]:
    """The job: the first line of stdin. Stdin stays open until the suite wants this process to end."""
    job: dict[str, Any] = json.loads(sys.stdin.readline())
    return job


def say(message: dict[str, Any]) -> None:
    """Prints one line for the suite."""
    with _printing:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


def describe(error: BaseException) -> str:
    """`Type: message`."""
    message = str(error)
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def arguments(step: Step, *, code: str = "code", reason: str = "reason") -> dict[str, Any]:
    """A step's code and reason as keyword arguments under the library's names."""
    given = {}
    if "code" in step:
        given[code] = step["code"]
    if "reason" in step:
        given[reason] = step["reason"]
    return given


def case_of(cases: dict[str, Case], path: str) -> Case:
    """The case that a request's path (`/CASE`) names."""
    return cases[path.strip("/").split("/")[-1].split("?")[0]]


async def play(
    case: Case,
    call: Callable[[Step], Any],
    closed: Callable[[], Awaitable[Own | None]],
    limit: float,
    *,
    cancelled: Callable[[], Own] = dict,
) -> None:
    """Makes the case's calls, waits until this side knows that the connection is closed, and reports.

    `cancelled` tells what can be learnt when the library cancels the handler's task.
    """
    calls: list[dict[str, Any]] = []
    try:
        for step in case["calls"]:
            outcome = await attempt(partial(call, step), awaited=step.get("awaited", True), limit=limit)
            calls.append(outcome)
        own = await within(closed(), limit)
    except asyncio.CancelledError:
        calls += [{}] * (len(case["calls"]) - len(calls))

        def report() -> None:
            say({"id": case["id"], "calls": calls, "own": {**cancelled(), "raises": "CancelledError"}})

        # A library may cancel before it has written down the code that came: that depends on Python's version.
        asyncio.get_running_loop().call_later(0.1, report)
        raise
    say({"id": case["id"], "calls": calls, "own": own})


async def attempt(call: Callable[[], Any], *, awaited: bool, limit: float) -> dict[str, Any]:
    """What one call comes to: nothing special, an error (and when it was raised), or no end within `limit` seconds."""
    try:
        result = call()
    except Exception as error:
        return {"error": describe(error), "at": "call"}
    if not inspect.isawaitable(result) or not awaited:
        unawaited.append(result)
        return {}
    try:
        async with asyncio.timeout(limit) as bound:
            await result
    except Exception as error:
        if bound.expired():
            return {"hung": True}
        return {"error": describe(error), "at": "await"}
    return {}


unawaited: list[Any] = []  # kept, so that no coroutine is collected while its connection is observed


async def within(closed: Awaitable[Own | None], limit: float) -> Own | None:
    """What the handler learns, or None when it learns nothing in time."""
    try:
        return await asyncio.wait_for(closed, limit)
    except TimeoutError:
        return None
    except Exception as error:
        return {"raises": describe(error)}


async def all_together(job: dict[str, Any], run: Callable[[Case], Awaitable[None]]) -> None:
    """Runs a coroutine for each case, so many at a time; one that fails outside of a call is reported as such."""
    gate = asyncio.Semaphore(job["together"])

    async def one(case: Case) -> None:
        async with gate:
            try:
                await asyncio.wait_for(run(case), job["limit"] * 3)
            except Exception as error:
                say({"id": case["id"], "failed": describe(error)})

    await asyncio.gather(*(one(case) for case in job["cases"]))


async def until_stdin_ends() -> None:
    """Returns when the suite closes stdin."""
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def leave_with_stdin() -> None:
    """Ends the process when the suite closes stdin: for programs that run a framework's own loop."""

    def watch() -> None:
        sys.stdin.read()
        leave()

    threading.Thread(target=watch, daemon=True).start()


def leave() -> None:
    """Ends the process at once, whatever still runs in it."""
    sys.stdout.flush()
    os._exit(0)


# The same for libraries that block.


def play_blocking(case: Case, call: Callable[[Step], Any], closed: Callable[[], Own | None], limit: float) -> None:
    """As `play`, for a library whose calls block."""
    calls = [attempt_blocking(partial(call, step), limit) for step in case["calls"]]
    own: list[Own | None] = []
    outcome = attempt_blocking(lambda: own.append(closed()), limit)
    if "error" in outcome:
        own = [{"raises": outcome["error"]}]
    say({"id": case["id"], "calls": calls, "own": own[0] if own else None})


def attempt_blocking(call: Callable[[], Any], limit: float) -> dict[str, Any]:
    """As `attempt`, in a thread that is left behind when it does not come back."""
    outcome: dict[str, Any] = {}

    def run() -> None:
        try:
            call()
        except Exception as error:
            outcome.update(error=describe(error), at="call")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(limit)
    return {"hung": True} if thread.is_alive() else outcome


def all_in_threads(job: dict[str, Any], run: Callable[[Case], None]) -> None:
    """As `all_together`, with a thread for each case."""

    def one(case: Case) -> None:
        try:
            run(case)
        except Exception as error:
            say({"id": case["id"], "failed": describe(error)})

    with ThreadPoolExecutor(job["together"]) as pool:
        list(pool.map(one, job["cases"]))

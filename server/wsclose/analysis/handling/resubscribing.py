"""Clients that are asked to connect again by themselves, and how long they wait: RxJS's `retry`, a flow's, `reconnect=5`."""

from collections.abc import Callable, Iterator, Sequence

from wsclose.analysis.facts import Effect
from wsclose.analysis.handling import delays
from wsclose.analysis.handling.spelling import written
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.walks import everything, flat, given_back, returns
from wsclose.knowledge.library import Type
from wsclose.syntax import outline as o

PIPE, HOOK = "pipe", "useWebSocket"
OPERATORS = frozenset({"retry", "retryWhen"})
WAITS = frozenset({"delay", "timer"})
"""What lets time go by between an error and the next subscription: `errors.pipe(delay(5000))`, `() => timer(5000)`."""


FLOWS = frozenset({"flow", "callbackFlow", "channelFlow"})
"""What makes a flow of Kotlin of the function that it is given, which runs for everyone who collects it, and again after a retry."""

MOST_CALLS = 12  # of a chain: events().map { ... }.retryWhen { ... }


def collects_again(retry: o.Call, scope: Scope, resolver: Resolver) -> Effect | None:
    """The wait after which a flow or another publisher begins again when it has failed: `.retryWhen { _, _ -> delay(5000); true }`,
    `.retryWhen(Retry.fixedDelay(10, Duration.ofSeconds(5)))`"""
    how = retry.arguments[-1].value if retry.arguments else None
    if isinstance(how, o.Call) and isinstance(how.callee, o.Path) and how.callee.parts[-2:] == ("Retry", "fixedDelay"):
        wait = how.arguments[-1].value if len(how.arguments) > 1 else None
        return Effect("reconnect", how.start, how.end, "fixed", written(wait)) if wait is not None else None
    inner = resolver.scope_of(how) if isinstance(how, o.Function) else None
    waits = list(delays.sleeps_in(how.body)) if isinstance(how, o.Function) and inner is not None else []
    if len(waits) != 1 or inner is None:
        return None
    call, wait = waits[0]
    return Effect("reconnect", call.start, call.end, delays.classify(wait, inner, resolver), written(wait))


def begun_by(
    retry: o.Call, scope: Scope, called: Callable[[o.Value, Scope], o.Function | None], resolver: Resolver
) -> Iterator[tuple[o.Block, Scope]]:
    """What runs again after a retry: the body of a flow, also of one that an own function gives, or a call of a client:
    `client.execute(uri, session -> ...)`."""
    of = o.holder_of(retry.callee)
    for _ in range(MOST_CALLS):
        if not isinstance(of, o.Call):
            return
        given = of.arguments[-1].value if of.arguments else None
        if o.name_of(of.callee) in FLOWS and isinstance(given, o.Function):
            inner = resolver.scope_of(given)
            if inner is not None:
                yield given.body, inner
            return
        own = called(of.callee, scope)
        inner = resolver.scope_of(own) if own is not None else None
        made = next(iter(returns(own.body)), None) if own is not None and inner is not None else None
        if made is not None and inner is not None:
            of, scope = made, inner
            continue
        yield (of,), scope
        of = o.holder_of(of.callee)


def resubscribes(pipe: o.Call, scope: Scope, resolver: Resolver) -> Effect | None:
    """The operator among those of a `pipe(...)` that subscribes again after an error, where it is known how long it waits."""
    for argument in pipe.arguments:
        operator = argument.value
        if not isinstance(operator, o.Call) or o.name_of(operator.callee) not in OPERATORS:
            continue
        given = operator.arguments[0].value if operator.arguments else None
        entries = {entry.key: entry.value for entry in given.entries} if isinstance(given, o.Table) else {}
        if given is None or (entries and "delay" not in entries and "count" not in entries):
            return Effect("reconnect", operator.start, operator.end, "none")
        asked = entries.get("delay", given)
        waits = list(timed(asked, resolver)) if isinstance(asked, o.Function) else [(asked, scope)] if entries else []
        delay = delays.worst([delays.classify(value, where, resolver) for value, where in waits])
        return Effect("reconnect", operator.start, operator.end, delay, written(waits[0][0])) if waits else None
    return None


def connects_again(opens: o.Call, kinds: Sequence[Type], scope: Scope, resolver: Resolver) -> Effect | None:
    """The argument that has a client connect again by itself, always after the same time: `app.run_forever(reconnect=5)`."""
    after = {kind.reconnects_after for kind in kinds if kind.opened_by == o.name_of(opens.callee)} - {""}
    given = next((one.value for one in opens.arguments if one.name in after), None)
    if given is None or delays.classify(given, scope, resolver) != "fixed":
        return None
    return Effect("reconnect", given.start, given.end, "fixed", written(given))


def asked_by_option(hook: o.Call, scope: Scope, resolver: Resolver) -> Effect | None:
    """The option that has a component's connection come back, always after the same time: VueUse's `autoReconnect: true`,
    `reconnectInterval: 3000` beside the `shouldReconnect` of react-use-websocket."""
    options = entries_of(hook.arguments[1].value if len(hook.arguments) > 1 else None)
    asked = options.get("autoReconnect")
    if asked is not None:
        if not (isinstance(asked, o.Table) or o.name_of(asked) == "true"):
            return None
        wait, usual = entries_of(asked).get("delay"), "1000"
    else:
        asked, wait, usual = options.get("shouldReconnect"), options.get("reconnectInterval"), "5000"
        ends = (
            [asked] if isinstance(asked, o.Path) else list(given_back(asked)) if isinstance(asked, o.Function) else []
        )
        if asked is None or all(o.name_of(one) == "false" for one in ends):
            return None
    if wait is None:
        return Effect("reconnect", asked.start, asked.end, "fixed", usual)
    same = not isinstance(wait, o.Function) and delays.classify(wait, scope, resolver) == "fixed"
    return Effect("reconnect", wait.start, wait.end, "fixed", written(wait)) if same else None


def entries_of(value: o.Value | None) -> dict[str, o.Value]:
    found = value.entries if isinstance(value, o.Table) else ()
    return {entry.key: entry.value for entry in found if isinstance(entry.key, str)}


def timed(function: o.Function, resolver: Resolver) -> Iterator[tuple[o.Value, Scope]]:
    """How long the timers run in a function, and in those that it hands on."""
    for one in (function, *everything(function.body)):
        inner = resolver.scope_of(one) if isinstance(one, o.Function) else None
        for call in flat(one.body) if isinstance(one, o.Function) and inner is not None else ():
            if isinstance(call, o.Call) and o.name_of(call.callee) in WAITS and call.arguments and inner is not None:
                yield call.arguments[0].value, inner

"""What a timer that looks every so often waits for besides: a time that has come, or another timer that lets it look again."""

from collections.abc import Callable, Iterator

from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.delays import CLOCKS, PASSED, classify, grows
from wsclose.analysis.handling.scheduling import job_of, scheduled
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.walks import flat
from wsclose.syntax import outline as o

MOST = 12  # functions that are looked into
COMPARING = frozenset({"<", ">", "<=", ">="})
TOLD = CLOCKS | PASSED


def is_paced(function: o.Function, called: Callable[[o.Value, Scope], o.Function | None], resolver: Resolver) -> bool:
    """Whether a function that is run every so often, or one that it calls, lets more time pass after each attempt."""
    looked, seen = [function], set[int]()
    while looked and len(seen) < MOST:
        one = looked.pop(0)
        scope = resolver.scope_of(one)
        if scope is None or id(one) in seen:
            continue
        seen.add(id(one))
        for node in flat(one.body):
            if any(gets_longer(value, scope, resolver) for value in waited_for(node, scope)):
                return True
            run = called(node.callee, scope) if isinstance(node, o.Call) else None
            looked.extend([run] if run is not None else ())
    return False


def runs_again_later(
    function: o.Function, called: Callable[[o.Value, Scope], o.Function | None], resolver: Resolver
) -> bool:
    """Whether a function sets a timer that runs it again, later each time: `timer.schedule(this, delay << attempt)`"""
    scope = resolver.scope_of(function)
    if scope is None:
        return False
    for node in flat(function.body):
        job = scheduled(node, scope, resolver) if isinstance(node, o.Call) else None
        if job is None or job.waits is None:
            continue
        runs = job.runs if isinstance(job.runs, o.Function) else called(job.runs, scope)
        if runs is function and gets_longer(job.waits, scope, resolver):
            return True
    return False


def waited_for(node: o.Statement, scope: Scope) -> Iterator[o.Value]:
    """How long another timer waits, `setTimeout(() => { ready = true; }, wait)`, and what the time is compared with:
    `Date.now() < next`, `now - last > wait`."""
    if isinstance(node, o.Call) and (job := job_of(node)) is not None and job.waits is not None:
        yield job.waits
    if (
        isinstance(node, o.Operation)
        and node.operator in COMPARING
        and any(tells_time(one, scope) for one in node.operands)
    ):
        yield from node.operands


def tells_time(value: o.Value, scope: Scope) -> bool:
    """Whether an expression is made of what time it is, also under a name: `elapsed`, of `Date.now() - last`."""
    held = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
    kept = held[0].value if held and len(held) == 1 else None
    made = kept if isinstance(kept, o.Value) else value
    return any(
        o.name_of(one.callee if isinstance(one, o.Call) else one) in TOLD
        for one in flat((made,))
        if isinstance(one, o.Call | o.Path)
    )


def gets_longer(value: o.Value, scope: Scope, resolver: Resolver) -> bool:
    """Whether what an expression is made of becomes more with each attempt. A name by itself does not say so: `lastAttempt`
    is none that counts."""
    for one in flat((value,)):
        if isinstance(one, o.Call) and classify(one, scope, resolver) == "growing":
            return True
        if isinstance(one, o.Path) and grows(one, scope, resolver):
            return True
        given = (each.value for each in definitions_of(one, scope, resolver)) if isinstance(one, o.Path) else ()
        made = (each for each in given if isinstance(each, o.Value) and not isinstance(each, o.Path))
        if any(classify(each, scope, resolver) == "growing" for each in made):
            return True
    return False

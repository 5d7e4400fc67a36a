"""How long a client waits before it connects again, and whether that grows."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from wsclose.analysis import words
from wsclose.analysis.handling.assigned import (
    constructors,
    definitions_of,
    filled_in,
    given_to_constructor,
    is_empty,
    is_given_once,
    is_reference,
    of_another_file,
)
from wsclose.analysis.handling.made_more import enlarges, given_more, is_made_more, mentions
from wsclose.analysis.resolving.idioms import makes_promise
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import CHANGED, SELF, Definition, Scope
from wsclose.analysis.resolving.things import OwnFunction
from wsclose.analysis.walks import flat, given_back
from wsclose.syntax import outline as o

SLEEPS = frozenset("usleep wait delayed Delayed delayedExecutor After NewTimer WaitForSecondsRealtime".split())
WAITS = frozenset({"sleep", "delay", "pause"})
COUNTED_IN = frozenset("for async ms millis milliseconds sec secs seconds".split())
"""What the names of functions that wait begin with, and what else they may say: `sleep$`, `delayMs`, `sleep_for`."""

PAUSING = frozenset({("TimeoutFuture", "new"), ("Delay", "new"), ("Timer", "after")})  # Rust's `Delay::new(wait).await`

COUNTERS = frozenset(
    """
    attempt attempts retry retries tries try count counter backoff n exponent failures fails index
    """.split()
)
TIMES = frozenset(
    """
    interval delay timeout time ms wait sec secs second seconds millis milliseconds minutes duration period pause
    """.split()
)
"""In names of what is no count: `retry_seconds`."""

AGAIN = frozenset({"reconnect", "reconnection", "retry"})  # with one of TIMES, the name of a setting: `reconnectDelay`
SETTLED = frozenset("opts options option config settings prop props properties params cfg conf".split())
UNITS = frozenset({"Second", "Millisecond", "Minute", "time", "Duration", "random", "Math"})
RANK = {"growing": 4, "unknown": 3, "random": 2, "fixed": 1, "none": 0}
ARITHMETIC = frozenset(
    """
    min max floor round ceil abs trunc Number int float float64 int64 Duration Min Max Round seconds milliseconds
    ofSeconds ofMillis DispatchTime DispatchWallTime from_secs from_millis from_secs_f32 from_secs_f64 FromSeconds FromMilliseconds TimeSpan
    Double Float Int Int64 UInt64 TimeInterval minOf maxOf coerceAtMost coerceAtLeast saturating_mul
    plusSeconds plusMillis plus addingTimeInterval
    """.split()
)
"""Functions whose result grows when what they are given does."""

RANDOM = frozenset(
    """
    random uniform randint randrange triangular randInt Int63n Int31n Intn Int64N Int32N IntN Int63 Float64 random_range
    gen_range nextInt nextDouble nextLong mt_rand random_int rand Next NextDouble NextInt64
    """.split()
)
BOUNDED = "wait_for"
"""What waits for something to happen, and no longer than it is told."""

TASKS = frozenset({"create_task", "ensure_future"})
"""Functions that run a call beside the rest, which one can wait for: `asyncio.wait([reading, writing])`."""

PAUSES = frozenset({"backoff", "sleep", "delay", "pause", "throttle", "readline"})  # the last: until somebody types
PACERS = PAUSES | {"limiter", "pacer", "throttler", "retry"}
WAITS_TO_CONNECT = (("reconnect", "wait"), ("connect", "wait"), ("retry", "wait"))
WAITING = (("wait",), ("until",), ("acquire",))
"""What such an object does when it lets somebody wait: `backoff.wait()`, `limiter.until_ready()`."""
DEFAULTED = frozenset({"get", "getattr", "getOrDefault", "getIntOrDefault", "fetch"})
REFERENCES = frozenset({"useRef", "ref", "shallowRef", "$state"})
"""Functions that make what holds a value that changes."""

MEASURED = frozenset(
    """
    toDuration toMillis toNanos toSeconds getSeconds as_millis as_secs as_secs_f64 as_secs_f32
    TotalMilliseconds TotalSeconds inMilliseconds inSeconds inWholeMilliseconds inWholeSeconds
    """.split()
)
"""What says how long something is, in a unit: `5.toDuration(SECONDS)`, `PAUSE.toMillis()`, `TimeUnit.SECONDS.toMillis(5)`."""

CLOCKS = frozenset("now Now UtcNow time monotonic perf_counter microtime currentTimeMillis nanoTime".split())
PASSED = frozenset({"Since", "elapsed", "timeIntervalSince"})
"""Functions that say what time it is, and how much of it has passed."""

MOST_RESULTS, STEP = 6, 4
"""How much of an own function is looked at, and how much nearer to the end of all looking it brings."""

POWERS = frozenset({"pow", "Pow", "exp", "exp2", "shl", "ldexp"})


@cache
def sleeps(name: str) -> bool:
    """Whether a function that is called so waits as long as it is told."""
    first, *others = words.words(name) or ("",)
    units = COUNTED_IN.issuperset(others)
    return name in SLEEPS or (units and (first in WAITS or (first == "wait" and not {"for"}.issuperset(others))))


def classify(value: o.Value | None, scope: Scope, resolver: Resolver, depth: int = 0) -> str:
    """ "none", "fixed", "random", "growing" or "unknown" for an expression that is waited for."""
    if value is None:
        return "none"
    if depth > 8:
        return "unknown"
    match value:
        case o.Number():
            return "none" if value.value == 0 else "fixed"
        case o.Path():
            return _path(value, scope, resolver, depth)
        case o.Either(test=test) if test is not None and counts(test) and differ(value.options):
            return "growing"  # attempts < 5 ? 1000 : 30_000
        case o.Either():
            found = [classify(option, scope, resolver, depth + 1) for option in value.options]
            asked = value.test is not None and any(isinstance(option, o.Call) for option in value.options)
            changes = asked or not {"growing", "random"}.isdisjoint(found)
            if any(is_settled(option) for option in value.options) and not changes:
                # `options.delay || 1000`, and not `first ? 0 : this.nextDelay()`
                return "random" if "random" in found else "fixed"
            return worst(found)
        case o.Operation():
            if value.operator in ("**", "<<", "shl") or enlarges(value, scope):
                return "growing"
            parts = value.operands[:1] if is_what_is_left(value, scope, resolver) else value.operands
            return worst([classify(part, scope, resolver, depth + 1) for part in parts])
        case o.Call():
            name = o.name_of(value.callee)
            if name in REFERENCES and value.arguments:
                return classify(value.arguments[0].value, scope, resolver, depth + 1)
            if name == "now":
                return "none"  # asyncAfter(deadline: .now() + 2)
            if name in TASKS and value.arguments and isinstance(run := value.arguments[0].value, o.Call):
                return "unknown" if may_wait(run) else classify(waited(run), scope, resolver, depth + 1)
            if name in POWERS:
                return "growing"
            if name in MEASURED and (of := o.holder_of(value.callee)) is not None:
                told = [argument.value for argument in value.arguments] if name != "toDuration" else []
                return classify(told[0] if told else of, scope, resolver, depth + 1)
            if not value.arguments and (name in ARITHMETIC or is_setting(value)):
                return "unknown" if name in ARITHMETIC else "fixed"  # backoff.Duration(), config.getInterval()
            if name in RANDOM or name in ARITHMETIC:
                given = [classify(argument.value, scope, resolver, depth + 1) for argument in value.arguments]
                if isinstance(value.callee, o.Path) and len(value.callee.parts) > 1:  # backoff.min(60)
                    on = classify(o.without_last(value.callee), scope, resolver, depth + 1)
                    given.extend([on] if on == "growing" else [])
                elif isinstance(value.callee, o.Member):  # (1000L shl attempt).coerceAtMost(30_000)
                    given.append(classify(value.callee.of, scope, resolver, depth + 1))
                return worst([*given, "random"] if name in RANDOM else given)
            if name in DEFAULTED and len(value.arguments) > 1:
                return classify(value.arguments[-1].value, scope, resolver, depth + 1)  # config.get("delay", 10)
            counted = any(classify(one.value, scope, resolver, depth + 1) == "growing" for one in value.arguments)
            return "growing" if counted else "unknown"  # backoff(attempts++)
        case o.Member() if value.name in ARITHMETIC:  # [30, 0.5 * 2**attempts].min
            return classify(value.of, scope, resolver, depth + 1)
        case o.Member(of=o.Call(callee=callee)) if o.name_of(callee) == "now":
            return "none"  # DispatchTime.now().uptimeNanoseconds + 100_000_000
        case o.Sequence():
            return worst([classify(item, scope, resolver, depth + 1) for item in value.items])
        case o.Opaque():
            return worst([_inside(one, scope, resolver, depth) for one in value.inside] or ["unknown"])
        case o.Index():
            return "fixed" if is_setting(value) else "growing"
        case o.Awaited() | o.Typed():
            return classify(value.of, scope, resolver, depth + 1)
    return "unknown"


def is_what_is_left(value: o.Operation, scope: Scope, resolver: Resolver) -> bool:
    """Whether this is a time less what has passed of it: `INTERVAL - (Date.now() - since)`, which no attempt makes longer."""
    passed = value.operands[-1]
    if isinstance(passed, o.Path) and len(passed.parts) == 1:
        held = scope.find(passed.parts[0]) or ()
        passed = held[0].value if len(held) == 1 and isinstance(held[0].value, o.Value) else passed
    if isinstance(passed, o.Operation) and passed.operator == "-":
        now = passed.operands[0]
        return value.operator == "-" and o.name_of(now.callee if isinstance(now, o.Call) else now) in CLOCKS
    return value.operator == "-" and isinstance(passed, o.Call) and o.name_of(passed.callee) in PASSED


def counts(test: o.Value) -> bool:
    """Whether a condition asks how many attempts there have been."""
    asked = (one.target if isinstance(one, o.Bind) else one for one in flat((test,)))  # attempts++ < 5
    said = [set(words.words(one.parts[-1])) for one in asked if isinstance(one, o.Path)]
    return any(one & COUNTERS and not one & TIMES for one in said)


def differ(options: tuple[o.Value, ...]) -> bool:
    """Whether what is chosen from are different waits: not `attempts === 0 ? 0 : 3000`, where only the first is none."""
    numbers = {one.text for one in options if isinstance(one, o.Number) and one.value}
    return len(numbers) == len(options) > 1


def _inside(value: o.Statement, scope: Scope, resolver: Resolver, depth: int) -> str:
    if isinstance(value, o.Bind):
        return "growing" if value.value is None or value.operator else "unknown"  # attempts++
    return classify(value, scope, resolver, depth + 1) if isinstance(value, o.Value) else "unknown"


def worst(found: list[str]) -> str:
    """Of several parts of a sum or a product, the one that decides."""
    if not found:
        return "none"
    return max(found, key=lambda kind: RANK[kind])


def _path(path: o.Path, scope: Scope, resolver: Resolver, depth: int) -> str:
    last = path.parts[-2] if is_reference(path) else path.parts[-1]
    if last in MEASURED and len(path.parts) > 1:
        return classify(o.without_last(path), scope, resolver, depth + 1)  # pause.TotalMilliseconds
    if last in RANDOM:
        return "random"  # where calls need no parentheses
    found = set(words.words(last))
    definitions = definitions_of(path, scope, resolver)
    if not last.isupper() and found & COUNTERS and not found & TIMES and not stays(definitions, path):
        return "growing"
    if len(path.parts) > 1 and path.parts[0] in UNITS:
        return "fixed"
    held = scope.find(path.parts[0]) if len(path.parts) > 1 else None
    if held and isinstance(held[0].value, o.Parameter) and given_more(path, held[0].scope):
        return "growing"  # follow(address, { ...options, wait: options.wait * 2 })
    if filled := filled_in(path, definitions, scope, resolver):
        made = [classify(one.value, one.scope, resolver, depth + 1) for one in filled if isinstance(one.value, o.Value)]
        return worst(["fixed" if kind == "unknown" else kind for kind in made])  # it stays so
    if beside := of_another_file(path, definitions, scope, resolver):
        return beside
    if not definitions and isinstance(own := resolver.thing(path, scope), OwnFunction):
        return come_to(own, resolver, depth)
    if not definitions:
        given = any(SETTLED.intersection(words.words(part)) for part in path.parts[:-1])
        of_another = len(path.parts) > 2 or path.parts[0] not in SELF
        named = "interval" in found or (found & AGAIN and found & TIMES and not found & {"next", "current"})
        fixed = given or last.isupper() or (of_another and named)
        return "unknown" if not fixed or is_made_more(path, scope, resolver) else "fixed"
    set_to = [one for one in definitions if not is_empty(one)]
    if set_to and all(map(is_given_once, set_to)):
        return "fixed"  # how long it is, who makes the object says; it stays so
    kinds: list[str] = []
    for one in definitions:
        if isinstance(one.value, o.Parameter):
            if given_more(path, one.scope):
                return "growing"
            if one.value.default is not None:
                kinds.append(classify(one.value.default, one.scope, resolver, depth + 1))
            elif not any(gives_default(other.value, path) for other in definitions):
                kinds.append("unknown")
        elif one.value is None:
            if one.place == CHANGED:
                return "growing"
        elif isinstance(one.value, o.Value):
            kinds.append(_assigned(one.value, path, one.scope, resolver, depth))
    numbers = {kind for kind in kinds if kind in ("growing", "unknown")}
    if not numbers and len({one.value.text for one in definitions if isinstance(one.value, o.Number)}) > 1:
        return "growing"  # set to different numbers in different places
    if not kinds and last.isupper() and all(isinstance(one.value, o.Import) for one in definitions):
        return "fixed"  # another file's constant
    if not kinds and any(isinstance(one.value, o.Import) for one in definitions):
        return "unknown"
    return worst(kinds) if kinds else "fixed"  # a field that is never set to another number than it is made with


def come_to(function: OwnFunction, resolver: Resolver, depth: int) -> str:
    """How long what an own function gives back is, where a call needs no parentheses: `EM::Timer.new(reconnect_delay)`."""
    body = resolver.body_of(function)
    inner = resolver.scope_of(body) if body is not None else None
    given = list(islice(given_back(body), MOST_RESULTS)) if body is not None else []
    if inner is None or len({one.text for one in given if isinstance(one, o.Number) and one.value}) > 1:
        return "unknown"  # it chooses
    return worst([classify(one, inner, resolver, depth + STEP) for one in given] or ["unknown"])


def _assigned(value: o.Value, path: o.Path, scope: Scope, resolver: Resolver, depth: int) -> str:
    """What an assignment makes of a delay: `delay = Math.min(delay * 2, MAX)` makes it grow."""
    if (given := otherwise(value, path)) is not None:
        return worst([_assigned(option, path, scope, resolver, depth) for option in given])
    local = len(path.parts) > 1 and scope.find(path.parts[-1]) is not None  # self.delay = delay if delay else 10
    if not isinstance(value, o.Path) and mentions(value, path, not local):
        return "growing"
    return classify(value, scope, resolver, depth + 1)


def otherwise(value: o.Value, path: o.Path) -> list[o.Value] | None:
    """What a name is set to where it is not left as it was: `delay = delay === undefined ? 5000 : delay`."""
    options = value.options if isinstance(value, o.Either) else ()
    others = [one for one in options if not (isinstance(one, o.Path) and one.parts == path.parts)]
    return others if others and len(others) < len(options) else None


def gives_default(value: object, path: o.Path) -> bool:
    """Whether a name is set to a number of its own where nobody says another: `delay = options.delay || 1000`."""
    options = value.options if isinstance(value, o.Either) and value.test is None else ()
    return any(map(is_settled, options)) or (isinstance(value, o.Either) and otherwise(value, path) is not None)


def is_settled(value: o.Value) -> bool:
    """Whether an expression is made of numbers only: `1000`, `3 * 1000`, `Duration(seconds: 3)`."""
    if isinstance(value, o.Call) and o.name_of(value.callee) in ARITHMETIC and value.arguments:
        return all(is_settled(argument.value) for argument in value.arguments)
    parts = value.operands if isinstance(value, o.Operation) else (value,)
    return all(isinstance(part, o.Number) for part in parts)


def stays(definitions: tuple[Definition, ...], path: o.Path) -> bool:
    """Whether a field is a number, or what its object was made with, and nothing else: then it counts nothing. Of a
    variable that is set to other names only, those say whether they do: `backoff = self.slow if refused else self.fast`"""
    others = (isinstance(one.value, o.Path) and one.value.parts != path.parts for one in definitions)
    if len(path.parts) == 1 and definitions and all(others):
        return True
    if len(definitions) != 1:
        return False
    one = definitions[0]
    if isinstance(one.value, o.Number):
        return len(path.parts) > 1 and one.value.value != 0
    return (constructors(one) or given_to_constructor(one)) is not None


def is_setting(value: o.Index | o.Call) -> bool:
    """Whether this is looked up in what a program is told once for all: `CONFIG["interval"]`, `config.getInterval()`."""
    of = value.of if isinstance(value, o.Index) else o.holder_of(value.callee)
    name = o.name_of(value.callee) if isinstance(value, o.Call) else ""
    name = value.key.value if isinstance(value, o.Index) and isinstance(value.key, o.String) else name
    said = set(words.words(name))
    if not said or "next" in said or SETTLED.isdisjoint(words.words(o.name_of(of))):
        return False
    return bool(said & TIMES) or (isinstance(value, o.Index) and said.isdisjoint(COUNTERS))


def grows(path: o.Path, scope: Scope, resolver: Resolver) -> bool:
    """Whether a name is somewhere set to more than it was: `attempts++`, `delay = Math.min(delay * 2, MAX)`."""
    return any(
        one.place == CHANGED if one.value is None else isinstance(one.value, o.Value) and raises(one.value, path)
        for one in definitions_of(path, scope, resolver)
    )


def raises(value: o.Value, path: o.Path) -> bool:
    """Whether a name is set to something that it is part of, and that is not just itself."""
    return any(mentions(one, path) for one in otherwise(value, path) or (value,))


def waited(call: o.Call) -> o.Value | None:
    """How long a call waits; None when it does not wait, or for something that happens."""
    name, given = o.name_of(call.callee), [argument.value for argument in call.arguments]
    if name == BOUNDED and len(given) > 1:  # wait_for(stopped.wait(), timeout=5)
        return given[1] if isinstance(given[0], o.Call) and o.name_of(given[0].callee) == "wait" else None
    if name == "setTimeout" and given:
        return given[-1]
    if (o.name_of(o.holder_of(call.callee)), name) in PAUSING and len(given) == 1:
        return given[0]
    return given[0] if given and sleeps(name) else None


def may_wait(node: o.Statement) -> bool:
    """A call of a function that, by its name, waits, but does not say how long: `await self.backoff()`."""
    if not isinstance(node, o.Call) or (node.arguments and sleeps(o.name_of(node.callee))):
        return False
    said = words.words(o.name_of(node.callee))
    if bool(PAUSES.intersection(said)) or {"back", "off"} <= set(said) or said[-2:] in WAITS_TO_CONNECT:
        return True
    of = words.words(o.name_of(held)) if said[:1] in WAITING and (held := o.holder_of(node.callee)) is not None else ()
    return bool(PACERS.intersection(of)) or {"back", "off"} <= set(of)  # limiter.until_ready().await


def sleeps_in(block: o.Block) -> Iterator[tuple[o.Call, o.Value]]:
    """The calls in a block that wait, and how long, not counting functions inside it."""
    for node in flat(block):
        delay = waited(node) if isinstance(node, o.Call) else None
        if isinstance(node, o.Call) and delay is not None:
            yield node, delay
        elif isinstance(node, o.Call) and makes_promise(node):
            runs = node.arguments[0].value  # new Promise((resolve) => setTimeout(resolve, 5000))
            if isinstance(runs, o.Function) and len(runs.body) == 1:
                yield from sleeps_in(runs.body)


def rounds(loop: o.Loop, scope: Scope, resolver: Resolver) -> str:
    """How long a loop goes on that waits in small steps: `for _ in range(delay): sleep(1)`, `while slept < delay: …`."""
    if not any(True for _ in sleeps_in(loop.body)):
        return "none"
    told: list[o.Value] = []
    for one in flat(loop.head):
        if isinstance(one, o.Operation) and one.operator in ("<", "<=", ">", ">="):
            told.extend(one.operands)
        elif isinstance(one, o.Call) and o.name_of(one.callee) in ("range", "times"):
            told.extend(argument.value for argument in one.arguments)
    counted = {o.name_of(one.target) for one in flat((*loop.head, *loop.body)) if isinstance(one, o.Bind)}
    limits = [one for one in told if not isinstance(one, o.Path) or one.parts[-1] not in counted]
    return worst([classify(one, scope, resolver) for one in limits if not isinstance(one, o.Number)])


def pauses_in(block: o.Block, scope: Scope, resolver: Resolver) -> set[str]:
    """How the waits in a block are, one after the other, those in small steps as a whole."""
    found = {classify(delay, scope, resolver) for _, delay in sleeps_in(block)}
    return found | {rounds(one, scope, resolver) for one in flat(block) if isinstance(one, o.Loop)}

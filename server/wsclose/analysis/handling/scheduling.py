"""Functions that run what they are given: after a while, beside the rest, or at once."""

from typing import NamedTuple

from wsclose.analysis import words
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.delays import sleeps
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import BEATS, Scope, bound, function_of, written_function
from wsclose.syntax import outline as o

TIMERS: dict[str, tuple[int, int | None]] = {
    "setTimeout": (0, 1), "setInterval": (0, 1), "$timeout": (0, 1), "$interval": (0, 1), "call_later": (1, 0), "callLater": (1, 0), "AfterFunc": (1, 0), "Timer": (1, 0), "schedule": (0, 1), "requestAnimationFrame": (0, None),
    "setImmediate": (0, None), "nextTick": (0, None), "queueMicrotask": (0, None), "call_soon": (0, None), "create_task": (0, None), "launch": (-1, None), "delayed": (1, 0), "add_timer": (-1, 0), "addTimer": (1, 0), "async_call_later": (2, 1), "spawn_later": (1, 0), "spawn_after": (1, 0), "ContinueWith": (0, None), "ensure_future": (0, None),
    "spawn_callback": (0, None), "add_callback": (0, None), "run_coroutine_threadsafe": (0, None), "asyncAfter": (-1, 0), "scheduleTask": (-1, 0), "postDelayed": (0, 1), "runLater": (1, 0),
    "Thread": (0, None), "thread": (0, None), "start_new_thread": (0, None), "submit": (0, None), "execute": (0, None),
    "periodic": (1, 0), "scheduledTimer": (-1, 0), "microtask": (0, None), "scheduleMicrotask": (0, None), "futureTick": (0, None), "next_tick": (0, None),
    "Task.Run": (0, None), "StartNew": (0, None), "QueueUserWorkItem": (0, None), "BeginInvoke": (0, None), "Task.detached": (-1, None), "perform": (0, -1), "Timer.add": (1, 0), "Timer.after": (1, 0), "ScheduledTask.execute": (-1, 0), "setTimer": (1, 0), "set_timeout": (0, 1), "Timeout.new": (1, 0), "scheduleAtFixedRate": (0, 2), "runAsync": (0, 1), "supplyAsync": (0, 1), "runTaskLater": (1, 2), "runTaskLaterAsynchronously": (1, 2), "scheduleSyncDelayedTask": (1, 2), "scheduleWithFixedDelay": (0, 2),
    "PeriodicCallback": (0, 1), "add_periodic_timer": (-1, 0), "addPeriodicTimer": (1, 0),
    "useInterval": (0, 1), "useIntervalFn": (0, 1), "onAlarm.addListener": (0, None), "singleShot": (-1, 0),
}  # fmt: skip
"""Functions that run another one later -> the place of the function and of the delay among their arguments."""

AGAIN_AND_AGAIN = frozenset(
    {"setInterval", "$interval", "scheduleAtFixedRate", "scheduleWithFixedDelay", "periodic", "InvokeRepeating"}
    | {"PeriodicCallback", "add_periodic_timer", "addPeriodicTimer", "useInterval", "useIntervalFn"}
    | {"onAlarm.addListener"}
)
"""Functions that run another one every so often."""

BY_CALENDAR = frozenset({"schedule", "scheduleJob", "CronJob"})
"""Functions that run another one as often as a text says: `cron.schedule("* * * * *", check)`."""

WAKING = frozenset({"online", "visibilitychange", "focus", "pageshow"})
"""What a page hears when the network is back, or somebody looks at it again."""

BEGINNING_WITH_IT = {"Timer": (0, 2)}  # new Timer(_ => Connect(), null, 5000, -1)
EXECUTED = frozenset({"runAsync", "supplyAsync"})
"""What is told by whom to run it, and only so how long to wait: `runAsync(connect, delayedExecutor(5, SECONDS))`."""

ONCE = frozenset({"Infinite", "InfiniteTimeSpan"})
PERIODIC = (0, 3)  # new Timer(Check, null, 0, 5000)
UNITS = {"MILLISECONDS": "ms", "SECONDS": "s", "MINUTES": "min"}
BY_TICKS = frozenset({"runTaskLater", "runTaskLaterAsynchronously", "scheduleSyncDelayedTask"})
IN_TICKS = "ticks"
"""Units that a timer is told, and timers of servers that count in one of their own."""

BY_OWNER, WITH_OWNER = (1, 2), 3  # proxy.getScheduler().schedule(plugin, connect, 5, TimeUnit.SECONDS)
BY_NAME = {"Invoke": (0, 1), "InvokeRepeating": (0, 2)}  # Invoke("Connect", 5f), InvokeRepeating("Connect", 0f, 5f)
AT_ONCE = frozenset(
    """
    then catch finally forEach run invokeMethod batch act startTransition nextTick runInAction flushSync
    thenAccept thenApply thenRun whenComplete Do
    """.split()
)
"""Functions that run what they are given."""

IN_PLACE = frozenset(
    """
    runCatching coroutineScope supervisorScope runBlocking withTimeout withTimeoutOrNull withContext withLock synchronized
    """.split()
)
"""Functions that run the function that is written in their call, and wait for its end."""

BLOCKS = IN_PLACE | frozenset(
    """
    async sync Task Async synchronize go Future Enqueue Invoke InvokeAsync setState
    addPostFrameCallback runOnUiThread runOnMainThread post Post invokeLater
    BeginInvokeOnMainThread InvokeOnMainThreadAsync flow callbackFlow channelFlow
    """.split()
)
"""Functions that run the function that is written in their call: on another thread, under a lock, in its turn."""

QUEUES = frozenset({"Enqueue", "post", "Post", "runOnUiThread", "runOnMainThread"})
ONE_FOR_ALL = frozenset({"Instance", "GetInstance", "getInstance"})


HOLDING_OFF = frozenset({"debounce", "throttle"})
"""Functions that make of another one what does not run it as often as it is called."""

ALWAYS_NEW = frozenset({"now", "random", "uniqueId", "uuid", "uuidv4", "v4", "nanoid", "randomUUID", "Symbol", "Date"})
"""Functions that never give the same twice."""


STARTING = {"start": None, "execute": None, "runTask": None, "runTaskAsynchronously": None}  | {
    "runTaskLater": 1, "runTaskLaterAsynchronously": 1
}  # fmt: skip
"""Methods by which an object runs that is written where it is made -> which argument says how long it waits first."""

RUN, COUNTED = ("run", "doInBackground"), "onFinish"
"""What of such an object is run, and what of Android's `CountDownTimer`, at its end."""


class Job(NamedTuple):
    """What a timer runs, and what says how long it waits."""

    runs: o.Value
    waits: o.Value | None
    tells: bool  # whether a timer of this kind says how long it waits
    here: bool = True  # whether that stands in the call itself


AT_WILL = frozenset("on set add click button action confirm alert dialog ask listen listener observe".split())
"""In the names of functions whose answer somebody gives who may not, or as often as he likes."""

RX_TIMERS = frozenset(
    f"{kind}.timer" for kind in ("Observable", "Flowable", "Single", "Completable", "Maybe")
) | {"Mono.delay"}  # fmt: skip
"""What gives something once, after a while."""

WITH_TIMER = frozenset({"pipe", "observeOn", "subscribeOn", "publishOn", "ignoreElement", "take", "takeUntil"})
"""What says how that is given, and not when."""

RERUN = frozenset({"useEffect", "useLayoutEffect"})
"""Functions that run what they are given again when one of some values has changed."""


def scheduled(call: o.Call, scope: Scope, resolver: Resolver) -> Job | None:
    """What a call runs later, by itself or as the function that it calls was made to."""
    job = job_of(call) or held_off(call, scope, resolver) or kept_to_start(call, scope, resolver)
    runs = run_of(job.runs, scope, resolver) if job is not None else None
    return job._replace(runs=runs) if job is not None and runs is not None else job


def job_of(call: o.Call) -> Job | None:
    """What a call runs later."""
    name, given = o.name_of(call.callee), [argument.value for argument in call.arguments]
    made = call.callee.of if name in STARTING and isinstance(call.callee, o.Member) else None
    if isinstance(made, o.Opaque):
        return started(made, STARTING[name], given)
    if not given:
        return None
    named = any(isinstance(value, o.Path) for value in given[1:]) and name in TIMERS  # Future.delayed(wait, connect)
    if sleeps(name) and not named:  # delay(5, connect)
        written = next((value for value in given if isinstance(value, o.Function)), None)
        return (
            None
            if written is None or len(given) < 2
            else Job(written, given[0 if given[0] is not written else 1], True)
        )
    if name == "subscribe" and isinstance(given[0], o.Function | o.Path) and (waits := timer_of(call)) is not None:
        return Job(given[0], waits, True)
    if name == "sink" and isinstance(given[-1], o.Function) and (waits := delay_in_chain(call)) is not None:
        return Job(given[-1], waits, True)
    if by_calendar(call):
        return Job(given[1], None, False)
    found = TIMERS.get(with_receiver(call.callee)) or TIMERS.get(name)
    if name in BY_NAME and is_named(given[0]):
        found = BY_NAME[name]
    elif period_of(call) is not None:
        found = PERIODIC
    elif name == "schedule" and len(given) > WITH_OWNER:
        found = BY_OWNER
    elif name in BEGINNING_WITH_IT and isinstance(given[0], o.Function):
        found = BEGINNING_WITH_IT[name]
    if found is None or found[0] >= len(given):
        return None
    place, wait_place = found
    by_name = {argument.name: argument.value for argument in call.arguments}
    runs = by_name.get("selector") or by_name.get("target") or given[place]  # Thread(daemon=True, target=run)
    if isinstance(runs, o.Call) and sleeps(o.name_of(runs.callee)):
        return None  # pause = create_task(sleep(5)): what is run is the wait itself
    waits = given[wait_place] if wait_place is not None and wait_place < len(given) else None
    if name in EXECUTED:
        pause = waits if isinstance(waits, o.Call) and sleeps(o.name_of(waits.callee)) and waits.arguments else None
        return Job(runs, pause.arguments[0].value if pause is not None else None, pause is not None)
    if isinstance(waits, o.Function) and not isinstance(runs, o.Function | o.Path):
        runs, waits = waits, runs  # timer.schedule(5000) { ... }
    runs = (by_name_of(runs) if name in BY_NAME else written_function(runs)) or runs
    return Job(runs, None if waits is runs else waits, wait_place is not None)


def in_its_unit(text: str, timer: o.Statement, waits: o.Value | None) -> str:
    """How long a timer waits, with the unit that it is told or that it always counts in: `5 s`, `200 ticks`."""
    if not isinstance(timer, o.Call) or not text.rstrip("Ll").isdecimal():
        return text
    told = [argument.value for argument in timer.arguments]
    place = next((place for place, one in enumerate(told, 1) if one is waits), len(told))
    named = o.name_of(told[place]) if place < len(told) else ""
    unit = IN_TICKS if o.name_of(timer.callee) in BY_TICKS else UNITS.get(named, "")
    return f"{text.rstrip('Ll')} {unit}" if unit else text


def started(made: o.Opaque, place: int | None, given: list[o.Value]) -> Job | None:
    """What an object runs that is written where it is started: `new Thread() { void run() { ... } }.start()`. One that
    counts down is told when it is made for how long."""
    written = [part for part in made.inside if isinstance(part, o.Class)]
    methods = {one.name: one for part in written for one in part.body if isinstance(one, o.Function)}
    counts = [part.arguments[0].value for part in made.inside if isinstance(part, o.Call) and part.arguments]
    if COUNTED in methods and counts:
        return Job(methods[COUNTED], counts[0], True)
    runs = written_function(made) or next((methods[name] for name in RUN if name in methods), None)
    waits = given[place] if place is not None and place < len(given) else None
    return Job(runs, waits, place is not None) if runs is not None else None


def holds_timer(path: o.Path, scope: Scope, resolver: Resolver) -> bool:
    """Whether a timer is kept under a name, which says that something is to come: `this.monitor = setInterval(...)`"""
    kept = (one.value for one in definitions_of(path, scope, resolver))
    jobs = (job_of(value) for value in kept if isinstance(value, o.Call))
    return any(job is not None and job.tells for job in jobs)


def kept_to_start(call: o.Call, scope: Scope, resolver: Resolver) -> Job | None:
    """What an object runs that was written and kept before it is started: `countdown.start()`, or a timer of .NET that is
    told anew when: `timer.Change(5000, Timeout.Infinite)`."""
    path = call.callee if isinstance(call.callee, o.Path) and len(call.callee.parts) > 1 else None
    if path is not None and path.parts[-1] == "Start" and not call.arguments:
        return beating(o.without_last(path), scope, resolver)
    if path is None or path.parts[-1] not in (*STARTING, "Change"):
        return None
    kept = [one.value for one in definitions_of(o.without_last(path), scope, resolver) if one.value is not None]
    made = kept[0] if len(kept) == 1 else None
    given = [argument.value for argument in call.arguments]
    if path.parts[-1] == "Change":
        runs = made.arguments[0].value if isinstance(made, o.Call) and made.new and made.arguments else None
        timer = isinstance(made, o.Call) and o.name_of(made.callee) == "Timer" and len(given) == 2
        return Job(runs, given[0], True) if timer and runs is not None else None
    job = started(made, STARTING[path.parts[-1]], given) if isinstance(made, o.Opaque) else None
    return job._replace(here=False) if job is not None else None


def run_of(runs: o.Value, scope: Scope, resolver: Resolver) -> o.Function | None:
    """The method that is run of an object of a class of its own: `timer.schedule(new Again(), 5000)`, `new Thread(this)`"""
    owner = o.name_of(runs.callee) if isinstance(runs, o.Call) else ""
    if isinstance(runs, o.Path) and runs.parts == ("this",):
        owner = scope.owner
    if not owner or not resolver.lookup(("class", "", owner)):
        return None
    return next((function_of(one) for name in RUN for one in resolver.lookup(("method", owner, name))), None)


def held_off(call: o.Call, scope: Scope, resolver: Resolver) -> Job | None:
    """What a function runs that was made to wait until it is called no more: `retry = debounce(connect, 1000)`."""
    found = definitions_of(call.callee, scope, resolver) if isinstance(call.callee, o.Path) else ()
    made = found[0].value if len(found) == 1 else None
    if not isinstance(made, o.Call) or o.name_of(made.callee) not in HOLDING_OFF or len(made.arguments) < 2:
        return None
    return Job(made.arguments[0].value, made.arguments[1].value, True, False)


def timer_of(call: o.Call) -> o.Value | None:
    """How long the timer waits that a function is subscribed to: `timer(3000).pipe(untilDone()).subscribe(connect)`,
    `Observable.timer(3, TimeUnit.SECONDS).observeOn(main).subscribe(...)`."""
    of = call.callee.of if isinstance(call.callee, o.Member) else None
    while isinstance(of, o.Call) and o.name_of(of.callee) in WITH_TIMER and isinstance(of.callee, o.Member):
        of = of.callee.of
    if not isinstance(of, o.Call) or not isinstance(of.callee, o.Path) or not of.arguments:
        return None
    alone = of.callee.parts == ("timer",) and len(of.arguments) == 1
    return of.arguments[0].value if alone or ".".join(of.callee.parts) in RX_TIMERS else None


def period_of(call: o.Call) -> o.Value | None:
    """How often a timer of .NET runs what it is given: `new Timer(Check, null, 0, 5000)`; None for one that does so once."""
    if not call.new or o.name_of(call.callee) != "Timer" or len(call.arguments) != 4:
        return None
    period = call.arguments[PERIODIC[1]].value
    negative = isinstance(period, o.Operation) and period.operator == "-" and len(period.operands) == 1
    return None if negative or o.name_of(period) in ONCE else period


def repeats(call: o.Call) -> bool:
    """Whether a timer runs what it is given every so often."""
    asked = any(argument.name == "repeats" and o.name_of(argument.value) == "true" for argument in call.arguments)
    named = AGAIN_AND_AGAIN.intersection((o.name_of(call.callee), with_receiver(call.callee)))
    return asked or bool(named) or by_calendar(call) or period_of(call) is not None


def by_calendar(call: o.Call) -> bool:
    """Whether a text says how often a call runs what it is given."""
    texts = len(call.arguments) > 1 and isinstance(call.arguments[0].value, o.String)
    return texts and o.name_of(call.callee) in BY_CALENDAR


def woken(call: o.Call) -> o.Value | None:
    """What is run when a page or an app comes back: `addEventListener("online", connect)`, `AppState.addEventListener(...)`"""
    if len(call.arguments) < 2 or not isinstance(event := call.arguments[0].value, o.String):
        return None
    of_app = with_receiver(call.callee) == "AppState.addEventListener"
    return call.arguments[1].value if event.value in WAKING or of_app else None


def interval_of(beat: o.Value, scope: Scope, resolver: Resolver) -> o.Value | None:
    """How long a timer waits whose event this is: `timer.Elapsed`, of `new Timer(5000)` or `timer.Interval = 5000`."""
    if not isinstance(beat, o.Path) or len(beat.parts) < 2 or beat.parts[-1] not in BEATS:
        return None
    timer = o.without_last(beat)
    interval = o.Path(timer.start, timer.end, (*timer.parts, "Interval"), timer.start)
    made = [one.value for one in definitions_of(timer, scope, resolver) if isinstance(one.value, o.Call)]
    given = [argument.value for call in made for argument in call.arguments if argument.name in ("", "Interval")]
    return interval if definitions_of(interval, scope, resolver) or len(given) != 1 else given[0]


def beating(timer: o.Path, scope: Scope, resolver: Resolver) -> Job | None:
    """What a timer of .NET runs when it is started: `timer.Elapsed += Connect`"""
    for beat in BEATS:
        waits = interval_of(o.Path(timer.start, timer.end, (*timer.parts, beat), timer.start), scope, resolver)
        for one in resolver.lookup(("handled", timer.parts[-1], beat)) if waits is not None else ():
            runs = (bound(one.value, one.scope) if isinstance(one.value, o.Call) else None) or one.value
            if isinstance(runs, o.Value):
                return Job(runs, waits, True, False)
    return None


def delay_in_chain(call: o.Call) -> o.Value | None:
    """How long a publisher holds back what it says: `Just(()).delay(for: 3, scheduler: queue).sink { connect() }`"""
    of = o.holder_of(call.callee)
    while isinstance(of, o.Call):
        if o.name_of(of.callee) == "delay" and of.arguments:
            return of.arguments[0].value
        of = o.holder_of(of.callee)
    return None


def run_at_once(call: o.Call) -> list[o.Value]:
    """What a call runs before it comes back, or as good as that."""
    name = o.name_of(call.callee)
    kinds = o.Function | o.Path if name in AT_ONCE else o.Function
    if name not in AT_ONCE and name not in BLOCKS:
        return []
    given = [written_function(argument.value) or argument.value for argument in call.arguments]
    return [value for value in given if isinstance(value, kinds)]


def is_queued(call: o.Call) -> bool:
    """Whether a call hands the function that is written in it to what runs that in its turn, and which is there once for
    all or under a name: `Dispatcher.Instance().Enqueue(() => { ... })`."""
    of, name = o.holder_of(call.callee), o.name_of(call.callee)
    known = not isinstance(of, o.Call) or (not of.arguments and o.name_of(of.callee) in ONE_FOR_ALL)
    return known and name in QUEUES and any(isinstance(one.value, o.Function) for one in call.arguments)


def called_back_by(call: o.Call) -> list[o.Function]:
    """The functions that a call runs once there is an answer."""
    at_will = not AT_WILL.isdisjoint(words.words(o.name_of(call.callee)))
    return [one.value for one in call.arguments if isinstance(one.value, o.Function)] if not at_will else []


def is_named(value: o.Value) -> bool:
    return isinstance(value, o.String) or (isinstance(value, o.Call) and o.name_of(value.callee) == "nameof")


def by_name_of(value: o.Value) -> o.Path | None:
    """The method that a name stands for: `"Connect"`, `nameof(Connect)`."""
    if isinstance(value, o.Call) and o.name_of(value.callee) == "nameof" and value.arguments:
        given = value.arguments[0].value
        return given if isinstance(given, o.Path) else None
    exact = isinstance(value, o.String) and value.exact
    return (
        o.Path(value.start, value.end, (value.value,), value.start) if exact and isinstance(value, o.String) else None
    )


def with_receiver(callee: o.Value) -> str:
    """`Task.Run` of what is called, where it has a name before it."""
    return ".".join(callee.parts[-2:]) if isinstance(callee, o.Path) else ""


def state_of(setter: str) -> str:
    """What a setter of a component's state sets: `setTries` the `tries`."""
    return setter[3:4].lower() + setter[4:] if setter.startswith("set") else ""


def states_set(call: o.Call, name: str) -> frozenset[str]:
    """What of a component's state a call sets: `setTries(tries + 1)`, `setState({ tries: tries + 1 })`."""
    given = call.arguments[0].value if len(call.arguments) == 1 else None
    if name == "setState" and isinstance(given, o.Table):
        return frozenset(entry.key for entry in given.entries if isinstance(entry.key, str))
    return frozenset({state_of(name)} - {""}) if given is not None else frozenset()


def depends_on(effect: o.Call, states: frozenset[str]) -> bool:
    """Whether a component's effect runs again when one of these has changed: `useEffect(() => { ... }, [url, tries])`."""
    if o.name_of(effect.callee) not in RERUN or len(effect.arguments) < 2:
        return False
    given = effect.arguments[1].value
    items = given.items if isinstance(given, o.Sequence) else ()
    return any(isinstance(item, o.Path) and len(item.parts) == 1 and item.parts[0] in states for item in items)


def held_back(effect: o.Function, name: str) -> bool:
    """Whether an effect does nothing as long as this is set."""
    return any(
        isinstance(one, o.If) and isinstance(one.test, o.Path) and one.test.parts == (name,) for one in effect.body
    )


def never_the_same(value: o.Value | None) -> bool:
    """Whether a component's state is never again what it was: `setTries(tries + 1)`, `setRequest(Date.now())`, `setRetry({})`."""
    if isinstance(value, o.Call):
        return o.name_of(value.callee) in ALWAYS_NEW
    return isinstance(value, o.Function | o.Operation | o.Table | o.Sequence)

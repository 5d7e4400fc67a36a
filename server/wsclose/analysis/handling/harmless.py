"""Words of calls that do nothing to a connection: those that log, compute, or change what is shown."""

LOGGING = frozenset(
    "log debug info warn warning trace print println printf write echo dir console notice puts nslog".split()
)
REPORTING = frozenset({"error", "exception", "fatal", "critical", "capture", "panic"})
REPORTING |= {f"{word}{form}" for word in REPORTING for form in ("f", "ln", "w")}  # Errorf, Fatalln
HARMLESS = frozenset(
    """
    set clear update show hide toggle disable enable add remove replace delete push append render reset
    clearInterval clearTimeout cancel now format toString alert get find json stringify parse to is
    has text html css attr class query element selector pop filter map status message toast display
    discard str repr len int Date String keys values join from concat stop lock unlock Lock Unlock
    close title prop val Instance fade slide empty prepend $ jQuery focus blur scroll completedFuture completedStage
    """.split()
)
PURE = frozenset(
    """
    Math JSON Object Array Date Number String math random json datetime strconv strings performance
    document Random Double Float Int Int64 UInt64 TimeInterval TimeSpan Duration Instant DateTime Uri URL
    """.split()
)
FORMATTING = frozenset("format String str repr stringify toString Sprintf sprintf Errorf Number int".split())
TEXTS = frozenset({"Error"})  # what an error says: `err.Error()`
LOGS = frozenset("console log logger logging logrus slog print fmt toast klog zap zerolog trace".split())
SHOWING = frozenset({"snackbar", "snack bar", "swal", "notification open"})
"""How calls are called that show somebody a message: `enqueueSnackbar("Disconnected")`, `Swal.fire("Disconnected")`."""
TRANSLATING = frozenset({"t", "$t", "tr", "__", "gettext", "translate"})

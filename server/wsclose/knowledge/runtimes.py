"""Where code runs, as a project or the place of a file says it: what a library then does."""

from dataclasses import replace

from wsclose.knowledge.library import CloseMethod, Library, Runs, Type

BROWSERS = "browser"
AS_IN_BROWSERS = ("node", "deno")
"""Their clients keep the browser's rule (undici `lib/web/websocket`, deno `ext/websocket/01_websocket.js`)."""

TITLES = {"node": "Node's WebSocket", "deno": "Deno's WebSocket", "bun": "Bun's WebSocket"}


def as_run_by(model: Library, runtime: str) -> Library:
    """A model as it is there: that of the browser's WebSocket as another runtime has it, and what models say themselves."""
    if (runs := model.runs.get(runtime)) is not None:
        return replace(model, runtime=runtime, types={name: _with(kind, runs) for name, kind in model.types.items()})
    if model.id != BROWSERS or not runtime or runtime == BROWSERS:
        return model
    title = TITLES.get(runtime, "WebSocket")
    if runtime in AS_IN_BROWSERS:
        return replace(model, runtime=runtime, title=title, evidence="")
    types = {name: _lenient(kind) for name, kind in model.types.items()}
    return replace(model, runtime=runtime, title=title, types=types, evidence="")


def _with(kind: Type, runs: Runs) -> Type:
    closes = {name: replace(how, **runs.closing) if how.sends == "frame" else how for name, how in kind.closes.items()}
    return replace(kind, closes=closes)


def _lenient(kind: Type) -> Type:
    """Takes every code: Bun refuses none, and of the others not enough is known to say more."""
    return replace(kind, closes={name: _without_rule(method) for name, method in kind.closes.items()})


def _without_rule(method: CloseMethod) -> CloseMethod:
    return replace(method, accepts=None, error="", aftermath="")

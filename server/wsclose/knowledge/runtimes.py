"""Where code runs, as a project or the place of a file says it: what a library then does."""

from collections.abc import Iterable
from dataclasses import replace

from wsclose.knowledge.library import CloseMethod, Library, Runs, Type

BROWSERS = "browser"
CLIENTS = {
    "node": ("undici", "Socket"),
    "deno": ("deno", "ClientSocket"),
    "bun": ("bun", "ClientSocket"),
    "workers": ("cloudflare", "ClientSocket"),
}
"""The model and the type that say what the global class does in a runtime."""

TITLES = {"node": "Node's WebSocket", "deno": "Deno's WebSocket", "bun": "Bun's WebSocket"}


def as_run_by(model: Library, runtime: str, models: Iterable[Library]) -> Library:
    """A model as it is there: that of the browser's WebSocket as another runtime has it, and what models say themselves."""
    if (runs := model.runs.get(runtime)) is not None:
        return replace(model, runtime=runtime, types={name: _with(kind, runs) for name, kind in model.types.items()})
    if model.id != BROWSERS or not runtime or runtime == BROWSERS:
        return model
    title = TITLES.get(runtime, "WebSocket")
    home, name = CLIENTS.get(runtime, ("", ""))
    there = next((each for each in models if each.id == home), None)
    if there is None:
        types = {name: _lenient(kind) for name, kind in model.types.items()}
        return replace(model, runtime=runtime, title=title, types=types, evidence="")
    closes, side = there.types[name].closes, there.types[name].side
    types = {
        name: replace(kind, closes=closes, side=side) if kind.closes else kind for name, kind in model.types.items()
    }
    return replace(
        model,
        runtime=runtime,
        title=title,
        types=types,
        received=there.received,
        differs=there.differs,
        evidence=there.evidence,
    )


def _with(kind: Type, runs: Runs) -> Type:
    closes = {name: replace(how, **runs.closing) if how.sends == "frame" else how for name, how in kind.closes.items()}
    return replace(kind, closes=closes)


def _lenient(kind: Type) -> Type:
    """Takes every code: not enough is known to say more."""
    return replace(kind, closes={name: _without_rule(method) for name, method in kind.closes.items()})


def _without_rule(method: CloseMethod) -> CloseMethod:
    return replace(method, accepts=None, error="", aftermath="")

"""Svelte: the scripts of a component, that of the module and that of an instance."""

from wsclose.syntax.embedded import of_component as scripts

__all__ = ["scripts"]

name = "svelte"
family = "javascript"
suffixes = (".svelte",)
language_ids = ("svelte",)
comment = ("//",)

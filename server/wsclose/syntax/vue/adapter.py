"""Vue: the scripts of a component, `<script setup>` or not."""

from wsclose.syntax.embedded import of_component as scripts

__all__ = ["scripts"]

name = "vue"
family = "javascript"
suffixes = (".vue",)
language_ids = ("vue",)
comment = ("//",)

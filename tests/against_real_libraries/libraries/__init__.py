"""Which libraries are run, in which versions and roles, and how each one closes."""

from __future__ import annotations

from . import node, python, system
from .subject import Subject

SUBJECTS: tuple[Subject, ...] = (*node.SUBJECTS, *python.SUBJECTS, *system.SUBJECTS)

__all__ = ["SUBJECTS", "Subject"]

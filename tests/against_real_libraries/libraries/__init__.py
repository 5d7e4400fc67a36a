"""Which libraries are run, in which versions and roles, and how each one closes."""

from __future__ import annotations

from . import node, python, system
from .subject import Subject

SUBJECTS: tuple[Subject, ...] = (*node.SUBJECTS, *python.SUBJECTS, *system.SUBJECTS)

CORE: tuple[Subject, ...] = tuple(subject for subject in (*node.SUBJECTS, *python.SUBJECTS) if subject.core)
"""What the tests run: Python and JavaScript; the rest needs what a system's package manager installs."""

__all__ = ["CORE", "SUBJECTS", "Subject"]

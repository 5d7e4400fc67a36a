"""The other files of a workspace: read when an import leads to them, analysed once, forgotten when they change."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from posixpath import basename, dirname, normpath
from typing import Any, Protocol

from wsclose.analysis.file import FileAnalysis
from wsclose.analysis.sending.asking import Spoken
from wsclose.knowledge import library, platforms, relevance
from wsclose.knowledge.library import Libraries
from wsclose.project import aliases, manifests
from wsclose.project.defined import names_defined
from wsclose.syntax import languages
from wsclose.syntax.document import Document
from wsclose.syntax.minified import is_minified
from wsclose.syntax.source import Source
from wsclose.syntax.units import Units

LARGEST = 400_000  # bytes of a file that is followed
MOST_BESIDE = 300  # files of a folder that are looked into for one name
MOST_KEPT, LARGEST_KEPT = 300, 60_000  # files whose contents are remembered, and bytes of each
MOST_PACKAGES = 400  # of one repository whose imports of each other are followed
MOST_INDEXED = 5_000  # files whose definitions are remembered
MOST_PLACES = 12  # folders of one package: tests, other modules
MOST_FOUND = 4  # files that a name or a module leads to
MOST_DEEP = 6  # files that lead to files


IMPORTED = re.compile(rb"(?m)^import\s+([\w.]+)\.(\w+|\*)[^\S\n]*+;?[^\S\n]*+$")
"""An import of a name by itself, or of all that a package has: where it comes from, and the name."""

PACKAGE = re.compile(rb"(?m)^package\s+([\w.]+)[^\S\n]*+;?[^\S\n]*+$")
"""The package that a file says it is of."""

HANDS_ON = {".ts": (b"export *",), ".tsx": (b"export *",), ".dart": (b"export ", b"part "), ".go": ()}
"""By suffix, what stands in a file that hands on names which it does not mention; where the language is not here, any may."""

_folder_of = lru_cache(1000)(dirname)  # a file asks for all its names from one folder

Candidates = Callable[[str, str, tuple[str, ...]], Iterable[str]]
"""(module, folder, roots) -> where an import can lead: a language's `module_files`."""


class Files(Protocol):
    """How a workspace is read; paths are absolute, with forward slashes. The command line and the server implement it."""

    def read(self, path: str) -> bytes | None:
        """A file's content, as it is on disk or open in the editor; None when there is no such file."""
        ...

    def folder(self, path: str) -> Sequence[str]:
        """The files directly in a folder, as paths; empty when there is no such folder."""
        ...

    def called(self, name: str) -> Sequence[str]:
        """The files of the workspace that have this name (`CloseCodes.java`), as paths."""
        ...

    def places(self, ending: str) -> Sequence[str]:
        """The folders of the workspace whose paths end like this (`org/example/rooms`)."""
        ...

    def roots(self) -> Sequence[str]: ...


class Workspace:
    """Answers what a name of another file is. Nothing is read before it is asked for."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.units = Units()
        self.revision = 1
        self.depth = 0
        self.asked: set[tuple[str, str]] = set()
        self.models: Callable[[str, str, bytes], Libraries] = lambda family, path, text: library.of_family(family)
        """The library models for a family of languages, the path of a file and its text."""
        self._analyses: dict[str, FileAnalysis | None] = {}
        # By name, folder and what is imported, the file that asks among them: another may ask for what it defines.
        self._beside: dict[tuple[str, str, tuple[bytes, ...]], tuple[str, ...]] = {}
        self._modules: dict[tuple[str, str], tuple[str, ...]] = {}
        self._contents: dict[str, bytes | None] = {}
        self._defined: dict[str, frozenset[bytes]] = {}  # the names that a file seems to define
        self._folders: dict[tuple[str, str], dict[bytes, list[str]]] = {}  # by folder and language: the files by name
        self._imported: dict[str, dict[bytes, tuple[bytes, ...]]] = {}  # by file: name -> packages
        self._loading = 0
        self._unmatched: Mapping[str, frozenset[tuple[str, int]]] | None = None
        self._packages: dict[str, frozenset[str]] = {}  # by folder
        self._platforms: dict[frozenset[str], frozenset[str]] = {}  # by packages
        self._without: set[str] = set()  # files that were not looked into because a name does not occur in them
        self._own_packages: dict[str, tuple[str, str]] | None = None  # by name: the folder, what stands for it all
        self._named: dict[str, dict[str, str]] = {}  # by the name of a manifest: name of a package -> folder

    def reconfigured(self) -> None:
        """Forgets every file: their models, or what the project depends on, are not what they were."""
        self._packages.clear()
        self._own_packages = None
        self._named.clear()
        self._without.clear()
        self._analyses.clear()
        self._beside.clear()
        self._modules.clear()
        self._contents.clear()
        self._defined.clear()
        self._folders.clear()
        self._imported.clear()
        self.revision += 1

    def changed(self, path: str) -> bool:
        """Forgets a file. Whether anything was known of it, so that files that asked must be looked at again."""
        known = path in self._analyses or path in self._without or basename(path) in aliases.NAMES
        if known:
            self._analyses.pop(path, None)
            self._without.discard(path)
            self.revision += 1
        self._beside.clear()
        self._modules.clear()
        self._contents.pop(path, None)
        self._defined.pop(path, None)
        self._folders.clear()
        self._imported.pop(path, None)
        return known

    def compared(self, unmatched: Mapping[str, frozenset[tuple[str, int]]] | None) -> bool:
        """Takes what a look at all files found, or that there is none any more. Returns whether that is news."""
        news = unmatched != self._unmatched
        if news:
            self._unmatched = unmatched
            self.revision += 1
        return news

    # ---------------------------------------------------------------- what analysis asks

    def with_unmatched(self) -> Iterable[str]:
        """The files of which there is something to say."""
        return self._unmatched or ()

    def unmatched(self, path: str) -> frozenset[tuple[str, int]] | None:
        return None if self._unmatched is None else self._unmatched.get(path, frozenset())

    def modules(self, module: str, path: str, name: str = "") -> Sequence[FileAnalysis]:
        key = (module, _folder_of(path))
        found = self._modules.get(key)
        if found is None:
            found = self._modules[key] = tuple(dict.fromkeys(self._paths_of(module, path)))
        return self._load_all([one for one in found if self._may_have(one, name)] if name else found, path)

    def _may_have(self, path: str, name: str) -> bool:
        """Whether a file may have a name; False only for one in which it does not occur, and that hands on no others.
        A package's index hands on dozens of files, and a package of Go has as many: to look into each takes much longer
        than to read it."""
        marks = HANDS_ON.get(path[path.rfind(".") :])
        if path in self._analyses or marks is None:
            return True
        content, word = self._content(path), name.encode()
        if content is None or name == "default" or any(mark in content for mark in marks):
            return True
        if path.endswith(".go"):  # one of several constants may stand on a line of its own
            may = word in self._names_defined(path) or b"\n\t" + word in content
        elif path.endswith(".dart") and name[:1].isupper():  # its functions have no keyword
            may = word in self._names_defined(path)
        else:
            may = word in content
        if not may:
            self._without.add(path)
        return may

    def beside(self, name: str, path: str) -> Sequence[FileAnalysis]:
        key = (name, _folder_of(path), self._packages_of(name, path))
        found = self._beside.get(key)
        if found is None:
            found = self._beside[key] = tuple(dict.fromkeys(self._sharing(name, path)))
        return self._load_all(found, path)

    def module_of(self, path: str) -> str:
        language, folder = languages.for_path(path), dirname(path)
        adapter = languages.by_name(language).adapter if language is not None else None
        tests: str = getattr(adapter, "own_tests", "")
        is_test = bool(tests) and path.endswith(tests) and self._is_within(path)
        known = self._packages_named(getattr(adapter, "manifest", "")) if is_test else {}
        around = [(place, name) for name, place in known.items() if f"{folder}/".startswith(f"{place}/")]
        place, name = max(around, default=("", ""))
        return f"{name}{folder[len(place) :]}" if name else ""

    def platforms(self, path: str) -> frozenset[str]:
        packages = self.packages(path)
        found = self._platforms.get(packages)
        if found is None:
            found = self._platforms[packages] = frozenset(each.id for each in platforms.recognise(packages, ()))
        return found

    def packages(self, path: str) -> frozenset[str]:
        """By the nearest folder above that has a manifest, and not beyond what is open."""
        folder = dirname(path)
        found = self._packages.get(folder)
        if found is None:
            read = {name: self.files.read(f"{folder}/{name}") for name in manifests.NAMES}
            named = {
                package
                for name, content in read.items()
                if content is not None
                for package in manifests.dependencies(name, content.decode("utf-8", "replace"))
            }
            if any(content is not None for content in read.values()):
                found = frozenset(named)
            elif self._is_within(folder):
                found = self.packages(folder)
            else:
                found = frozenset()
            self._packages[folder] = found
        return found

    # ---------------------------------------------------------------- finding files

    def _paths_of(self, module: str, path: str) -> Iterator[str]:
        language = languages.for_path(path)
        if language is None:
            return
        adapter = languages.by_name(language).adapter
        candidates = getattr(adapter, "module_files", None)
        if candidates is None:
            return
        own = self._of_own_packages(adapter, module, path)
        for candidate in (*own, *self._candidates(candidates, module, path, getattr(adapter, "has_aliases", False))):
            place = normpath(candidate)
            if candidate.endswith("/"):
                yield from (found for found in self.files.folder(place) if languages.for_path(found) == language)
            elif candidate.startswith("**/"):
                yield from self.files.called(place.rpartition("/")[2]) if self._is_within(path) else ()
            else:
                yield place

    def _is_within(self, path: str) -> bool:
        """Whether a path is below what is open. No file elsewhere shares names with those that are."""
        return any(path.startswith(f"{root.rstrip('/')}/") for root in self.files.roots())

    def _candidates(self, candidates: Candidates, module: str, path: str, has_aliases: bool) -> Iterator[str]:
        roots = tuple(self.files.roots())
        if has_aliases and not module.startswith("."):
            for target in aliases.targets(module, dirname(path), self._content):
                yield from candidates(f"./{basename(target)}", dirname(target), roots)
            for place, folder in self._places_in_own_package(module):
                yield from candidates(f"./{place}", folder, roots)
        yield from candidates(module, dirname(path), roots)

    def _of_own_packages(self, adapter: Any, module: str, path: str) -> Iterator[str]:
        """Where an import by the name of a module of Go or a crate of Rust leads that the workspace itself has."""
        manifest: str = getattr(adapter, "manifest", "")
        if not manifest or not self._is_within(path):
            return
        for name, folder in self._packages_named(manifest).items():
            rest = module.removeprefix(name)
            if module.startswith(name) and rest[:1] in ("", "/", ":"):
                yield from adapter.in_package(rest, folder)

    def _packages_named(self, manifest: str) -> dict[str, str]:
        """The modules of Go, or crates of Rust, that the workspace has: name -> folder."""
        if manifest not in self._named:
            found = self.files.called(manifest)[:MOST_PACKAGES]
            read = ((dirname(one), (self.files.read(one) or b"").decode("utf-8", "replace")) for one in found)
            self._named[manifest] = {
                name: folder for folder, text in read for name in manifests.own_names(manifest, text)
            }
        return self._named[manifest]

    def _places_in_own_package(self, module: str) -> Iterator[tuple[str, str]]:
        """Where an import of another package of the same repository leads: (place, folder of the package)."""
        if self._own_packages is None:
            found = self.files.called("package.json")[:MOST_PACKAGES]
            named = ((dirname(path), self.files.read(path) or b"") for path in found if len(found) > 1)
            read = ((folder, *manifests.package(content.decode("utf-8", "replace"))) for folder, content in named)
            self._own_packages = {name: (folder, main) for folder, name, main in read if name}
        parts = module.split("/")
        size = 2 if module.startswith("@") else 1
        folder, main = self._own_packages.get("/".join(parts[:size]), ("", ""))
        inner = "/".join(parts[size:])
        for place in ((inner, f"src/{inner}") if inner else (main, "src", "index")) if folder else ():
            if place:
                yield place, folder

    def _content(self, path: str) -> bytes | None:
        """A file's content, kept until anything changes: a folder's files are asked for many names."""
        if path in self._contents:
            return self._contents[path]
        content = self.files.read(path)
        if len(self._contents) >= MOST_KEPT:
            self._contents.clear()
        if content is None or len(content) <= LARGEST_KEPT:
            self._contents[path] = content
        return content

    def _names_defined(self, path: str) -> frozenset[bytes]:
        found = self._defined.get(path)
        if found is None:
            if len(self._defined) >= MOST_INDEXED:
                self._defined.clear()
            found = self._defined[path] = names_defined(self._content(path) or b"")
        return found

    def _in_folder(self, folder: str, language: str) -> dict[bytes, list[str]]:
        """The names that the files of a folder seem to define, each with the files."""
        found = self._folders.get((folder, language))
        if found is None:
            found = self._folders[folder, language] = {}
            alike = [path for path in self.files.folder(folder) if languages.for_path(path) == language]
            for path in alike[:MOST_BESIDE]:
                for name in self._names_defined(path):
                    found.setdefault(name, []).append(path)
        return found

    def _sharing(self, name: str, path: str) -> Iterator[str]:
        """Files whose names need no import: of the same package, or called after a class."""
        language = languages.for_path(path)
        if language is None:
            return
        sharing = getattr(languages.by_name(language).adapter, "shares_names", "")
        if not sharing:
            return
        word = name.encode()
        for place in (dirname(path), *(self._imported_from(name, path) if sharing == "workspace" else ())):
            yield from self._in_folder(place, language).get(word, ())
        if sharing == "workspace" and self._is_within(path):
            for suffix in languages.by_name(language).adapter.suffixes:
                yield from (one for one in self.files.called(name + suffix) if dirname(one) != dirname(path))

    def _imported_from(self, name: str, path: str) -> Iterator[str]:
        """The folders of the packages that a name may be imported from, and of that which the file is of: its tests and
        other modules of the project have folders of their own for it."""
        here = dirname(path).split("/")
        within = self._is_within(path)
        for imported in self._packages_of(name, path):
            package = imported.decode().split(".")
            for place, segment in enumerate(here):
                if segment == package[0]:
                    yield "/".join((*here[:place], *package))
            yield from self._places(imported) if within else ()
        for own in self._imported[path].get(b"", ()) if within else ():
            yield from (place for place in self._places(own) if place != dirname(path))

    def _places(self, package: bytes) -> Sequence[str]:
        return self.files.places(package.decode().replace(".", "/"))[:MOST_PLACES]

    def _packages_of(self, name: str, path: str) -> tuple[bytes, ...]:
        """The package that a name is imported from by itself, else those of which all is:
        `import org.example.codes.IDLE`, `import org.example.codes.*`."""
        found = self._imported.get(path)
        if found is None:
            content = self._content(path) or b""
            found = {b"": tuple(PACKAGE.findall(content)[:1])}  # its own
            for package, imported in IMPORTED.findall(content):
                found[imported] = (*found.get(imported, ()), package) if imported == b"*" else (package,)
            if len(self._imported) >= MOST_KEPT:
                self._imported.clear()
            self._imported[path] = found
        return found.get(name.encode()) or found.get(b"*", ())

    def _load_all(self, paths: Sequence[str], asking: str) -> Sequence[FileAnalysis]:
        found: list[FileAnalysis] = []
        for path in paths:
            loaded = self._load(path) if path != asking and len(found) < MOST_FOUND else None
            if loaded is not None:
                found.append(loaded)
        return found

    def _load(self, path: str) -> FileAnalysis | None:
        if path in self._analyses:
            return self._analyses[path]
        if self._loading >= MOST_DEEP:
            return None
        language = languages.for_path(path)
        content = self.files.read(path) if language is not None else None
        if language is None or content is None or len(content) > LARGEST or is_minified(path, content):
            self._analyses[path] = None
            return None
        self._loading += 1
        try:
            source = Source(language, Document.from_bytes(content), path, self.units)
            models = self.models(source.support.family, path, content)
            analysis = FileAnalysis(models, self, path)
            self._analyses[path] = analysis
            analysis.load(source.outline, Spoken(relevance.is_of(content, models), False, False))
        finally:
            self._loading -= 1
        return analysis

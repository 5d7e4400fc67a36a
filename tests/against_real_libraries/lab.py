"""Where the libraries live: an environment for each set of pinned versions, made once and kept.

They are kept in the folder that WSCLOSE_LAB names, or in `~/.cache/wsclose-lab`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

DRIVERS = Path(__file__).parent / "drivers"


class NotInstalled(Exception):
    """A program that a driver needs is not here, or an environment could not be made. The text says which."""


def lab() -> Path:
    """The folder of all environments."""
    return Path(os.environ.get("WSCLOSE_LAB") or Path.home() / ".cache" / "wsclose-lab").absolute()


@dataclass(frozen=True)
class Command:
    """How a driver is started."""

    arguments: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """The process's environment variables."""
        return {**os.environ, "PYTHONUNBUFFERED": "1", **self.variables}


@dataclass(frozen=True)
class PythonPackages:
    """A virtual environment with these requirements, made with the interpreter that runs the suite."""

    requirements: tuple[str, ...]

    def command(self, driver: str, *arguments: str) -> Command:
        """Starts `drivers/python/DRIVER.py`."""
        python = self.prepare() / "bin" / "python"
        return Command((str(python), str(DRIVERS / "python" / f"{driver}.py"), *arguments))

    def prepare(self) -> Path:
        """Makes the environment when it is not there yet."""
        with _made_once("python", *self.requirements, platform.python_version()) as (folder, made):
            if not made:
                # Without pip in it: some systems ship venv without the pip that it would install.
                _run(sys.executable, "-m", "venv", "--without-pip", str(folder))
                pip = (sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"))
                _run(*pip, "install", "--quiet", "--disable-pip-version-check", *self.requirements)
        return folder


@dataclass(frozen=True)
class NpmPackages:
    """An npm project with these packages, installed without their scripts. `node` pins the runtime, a package too.

    `program` is another runtime, by its path among the packages.
    """

    packages: tuple[str, ...] = ()
    node: str | None = None
    flags: tuple[str, ...] = ()
    program: str = ""

    def command(self, driver: str, *arguments: str) -> Command:
        """Starts `drivers/node/DRIVER.mjs`, which finds the packages through the variable LAB_PROJECT."""
        folder = self.prepare()
        given = (*self.flags, str(DRIVERS / "node" / f"{driver}.mjs"), *arguments)
        return Command((self.runtime(folder), *given), {"LAB_PROJECT": str(folder)})

    def runtime(self, folder: Path) -> str:
        """The program that runs the driver."""
        if self.program:
            return str(folder / "node_modules" / self.program)
        return str(folder / "node_modules" / self._node_package() / "bin" / "node") if self.node else need("node")

    def prepare(self) -> Path:
        """Makes the project when it is not there yet."""
        npm = need("npm")
        packages = (*self.packages, *([f"{self._node_package()}@{self.node}"] if self.node else []))
        with _made_once("node", *packages) as (folder, made):
            if not made:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
                if packages:
                    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", "--silent")
                    _run(npm, "install", *quiet, *packages, cwd=folder)
        return folder

    @staticmethod
    def _node_package() -> str:
        return f"node-{platform.system().lower()}-{machine()}"


@dataclass(frozen=True)
class GoPackages:
    """A program built from `drivers/go` with libraries that the system's package manager put into a GOPATH."""

    needs: str  # the import that must be there
    gopath: str = "/usr/share/gocode"

    def command(self, driver: str, *arguments: str) -> Command:
        """Builds and starts `drivers/go/DRIVER.go`."""
        go = need("go")
        if not (Path(self.gopath) / "src" / self.needs).is_dir():
            raise NotInstalled(f"{self.needs} is not in {self.gopath}")
        sources = [DRIVERS / "go" / "driver.go", DRIVERS / "go" / f"{driver}.go"]
        with _made_once("go", *(source.read_text(encoding="utf-8") for source in sources)) as (folder, made):
            if not made:
                folder.mkdir(parents=True, exist_ok=True)
                variables = {"GO111MODULE": "off", "GOPATH": self.gopath, "GOCACHE": str(lab() / "go-cache")}
                _run(go, "build", "-o", str(folder / driver), *map(str, sources), variables=variables)
        return Command((str(folder / driver), *arguments))


@dataclass(frozen=True)
class JavaClasses:
    """All of `drivers/java` that these jars of the system's package manager allow, compiled."""

    sources: tuple[str, ...]
    jars: tuple[str, ...] = ()

    def command(self, main: str, *arguments: str) -> Command:
        """Compiles and starts a class."""
        java, javac = need("java"), need("javac")
        jars = [str(Path("/usr/share/java") / jar) for jar in self.jars]
        if missing := [jar for jar in jars if not Path(jar).exists()]:
            raise NotInstalled(f"{missing[0]} is not installed")
        sources = [DRIVERS / "java" / f"{source}.java" for source in self.sources]
        parts = (*jars, *(source.read_text(encoding="utf-8") for source in sources))
        with _made_once("java", *parts) as (folder, made):
            path = os.pathsep.join([str(folder), *jars])
            if not made:
                folder.mkdir(parents=True, exist_ok=True)
                _run(javac, "-cp", path, "-d", str(folder), *map(str, sources))
        return Command((java, "-cp", path, main, *arguments))


@dataclass(frozen=True)
class MonoProgram:
    """A program of `drivers/csharp`, compiled for Mono."""

    source: str

    def command(self, *references: str) -> Command:
        """Compiles and starts it."""
        mono, compiler = need("mono"), need("mcs")
        source = DRIVERS / "csharp" / f"{self.source}.cs"
        with _made_once("mono", source.read_text(encoding="utf-8")) as (folder, made):
            program = str(folder / f"{self.source}.exe")
            if not made:
                folder.mkdir(parents=True, exist_ok=True)
                _run(compiler, f"-out:{program}", *(f"-r:{each}" for each in references), str(source))
        return Command((mono, program))


def machine() -> str:
    """This machine's processor as npm packages call it."""
    return {"aarch64": "arm64", "arm64": "arm64"}.get(platform.machine().lower(), "x64")


def need(program: str) -> str:
    """The path of an installed program."""
    if found := shutil.which(program):
        return found
    raise NotInstalled(f"{program} is not installed")


@contextmanager
def _made_once(kind: str, *parts: str) -> Iterator[tuple[Path, bool]]:
    """The folder for an environment of these parts, and whether it is complete. Two suites never make it at once."""
    name = f"{kind}-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:12]}"
    folder = lab() / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = folder / "complete.txt"
        if stamp.exists():
            yield folder, True
            return
        shutil.rmtree(folder, ignore_errors=True)
        yield folder, False
        stamp.write_text("\n".join([*parts, ""]), encoding="utf-8")


def _run(*command: str, cwd: Path | None = None, variables: Mapping[str, str] | None = None) -> None:
    environment = {**os.environ, **(variables or {})}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise NotInstalled(f"{' '.join(command[:3])} ... failed: {' / '.join(last)}")

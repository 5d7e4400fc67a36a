"""`python -m tests.readme`: writes into README.md what it says about languages, libraries, rules and the samples."""

import re
from pathlib import Path

from click.testing import CliRunner

from wsclose.cli.main import cli
from wsclose.cli.rules import markdown
from wsclose.knowledge import library
from wsclose.rules.registry import all_rules
from wsclose.syntax import languages

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHOWN = ("tests/samples/web/support-widget.js",)
NAMES = {
    "csharp": "C#",
    "html": "HTML (scripts)",
    "javascript": "JavaScript, JSX",
    "php": "PHP",
    "typescript": "TypeScript, TSX",
    "svelte": "Svelte (scripts)",
    "vue": "Vue (scripts)",
}


def main() -> None:
    text = README.read_text("utf-8")
    for name, write in {"samples": samples, "languages": supported, "rules": rules}.items():
        text = replaced(text, name, write())
    README.write_text(text, "utf-8")


def replaced(text: str, name: str, content: str) -> str:
    """The text with new content between a marker and the end that follows it."""
    marker = re.compile(rf"(<!-- {name}:[^>]*-->\n).*?(<!-- end -->)", re.DOTALL)
    return marker.sub(lambda match: f"{match[1]}{content}{match[2]}", text, count=1)


def samples() -> str:
    """What a check of one of the samples prints, without colours and without the time, which is never the same."""
    output = CliRunner().invoke(cli, ["check", *SHOWN, "--locale", "en"]).stdout
    output = re.sub(r"in \d+\.\d+ s", "in 0.1 s", output)
    return f"```console\n$ wsclose check {' '.join(SHOWN)}\n{output}```\n"


def supported() -> str:
    """Each language with its files and the libraries that are known for it."""
    rows = ["| language | files | libraries |\n", "| --- | --- | --- |\n"]
    families: dict[str, list[languages.LanguageSupport]] = {}
    for language in languages.all_languages():
        families.setdefault(language.family, []).append(language)
    for family, members in families.items():
        models = library.of_family(family).by_id.values()
        titles = ", ".join(sorted({model.title for model in models}, key=str.lower))
        names = "; ".join(NAMES.get(member.name, member.name.capitalize()) for member in members)
        suffixes = " ".join(f"`{suffix}`" for member in members for suffix in member.adapter.suffixes)
        rows.append(f"| {names} | {suffixes} | {titles} |\n")
    return "".join(rows)


def rules() -> str:
    return markdown(sorted(all_rules(), key=lambda rule: rule.name), "en")


if __name__ == "__main__":
    main()

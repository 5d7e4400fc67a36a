"""What is known around a document: the project's own codes, and the platforms that the file and the project use."""

from collections.abc import Mapping

from wsclose.checker import named
from wsclose.knowledge.markdown import Links, code_markdown
from wsclose.knowledge.own_codes import OwnCode
from wsclose.knowledge.platforms import Platform, entry, says_something_of
from wsclose.knowledge.protocol import code
from wsclose.lsp.client import Client
from wsclose.lsp.documents import OpenDocument
from wsclose.plain import plain


@plain
class Around:
    """All that a text about a number depends on, besides the place where it stands."""

    locale: str
    codes: Mapping[int, OwnCode]
    platforms: tuple[Platform, ...]  # those of the file first
    links: Links

    def platform(self, number: int) -> Platform | None:
        """The platform that says what a number means."""
        return next((each for each in self.platforms if says_something_of(each, number)), None)

    def markdown(self, number: int, here: str = "", *, full: bool = False) -> str:
        """Everything about a number, as hovers and completions show it."""
        return code_markdown(
            number,
            self.locale,
            here=here,
            platform=self.platform(number),
            own=self.codes.get(number),
            links=self.links,
            full=full,
        )

    def name(self, number: int) -> str:
        """What a number is called here, "" when nobody says."""
        own = self.codes.get(number)
        if own is not None:
            return own.name
        if (known := code(number, self.locale)) is not None:
            return known.name
        said = (entry(each, number) for each in self.platforms)
        return next((each.name for each in said if each is not None and each.name), "")

    def numbers(self) -> tuple[int, ...]:
        """The private codes that the project and the platforms of the file have: the project's first."""
        listed = [each.number for platform in self.platforms for each in platform.codes if each.number >= 3000]
        return tuple(dict.fromkeys((*sorted(self.codes), *listed)))


def nothing(locale: str) -> Around:
    """Where only the number is known."""
    return Around(locale, {}, (), "none")


def of(document: OpenDocument, client: Client) -> Around:
    """What is known around a document. The project's manifests speak after the file itself."""
    locale = document.settings.locale
    own = document.checked().platforms
    around = document.outside.platforms(document.path) - own
    links: Links = "command" if client.command_links and client.markdown else "none"
    return Around(locale, document.settings.own_codes, (*named(own, locale), *named(around, locale)), links)

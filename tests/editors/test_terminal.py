"""The README's picture of a terminal shows what the command prints."""

from tests.editors import terminal


def test_the_picture_is_of_today() -> None:
    assert terminal.words(terminal.PICTURE.read_text("utf-8")) == terminal.words(terminal.picture())


def test_the_picture_fetches_nothing() -> None:
    drawn = terminal.PICTURE.read_text("utf-8")
    assert "url(http" not in drawn
    assert "@font-face" not in drawn

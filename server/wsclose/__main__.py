"""`python -m wsclose`, and what the console command calls."""

import sys


def main() -> None:
    """Runs the command line. Importing this module costs nothing."""
    if sys.argv[1:] in (["server"], ["server", "--stdio"]):  # as editors start it: there is nothing to take apart
        from wsclose.lsp.server import run

        run(None)
        return
    from wsclose.cli.main import cli

    cli(prog_name="wsclose")


if __name__ == "__main__":
    main()

"""`python -m wsclose`, and what the console command calls."""


def main() -> None:
    """Runs the command line. Importing this module costs nothing."""
    from wsclose.cli.main import cli

    cli(prog_name="wsclose")


if __name__ == "__main__":
    main()

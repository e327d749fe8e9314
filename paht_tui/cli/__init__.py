"""The command line: the same jobs and questions as the screens, for scripts and cron.

What stands here is loaded by every start, so it must import nothing: `paht --version` takes hardly longer
than an empty Python.
"""

TYPE_CHECKING = False  # typing itself takes longer to load than the version takes to print
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: "Sequence[str] | None" = None) -> int:
    """Do what the words of the command line say (`argv`, or those of the process); the exit code."""
    import sys  # noqa: PLC0415 - nothing is imported that is not needed

    words = sys.argv[1:] if argv is None else list(argv)
    if words == ["--version"]:
        from paht_tui import __version__  # noqa: PLC0415

        sys.stdout.write(f"paht {__version__}\n")
        return 0
    from paht_tui.cli.run import run  # noqa: PLC0415

    return run(words)

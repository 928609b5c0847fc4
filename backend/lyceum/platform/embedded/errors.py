"""The refusals of the command line: each is one clear line for the person at the terminal."""


class StartupError(Exception):
    """Lyceum cannot start or a command cannot run; the text says why and what to do."""


class StopRequestedError(Exception):
    """Ctrl-C or a termination signal arrived while something was being started."""

"""For processes that are started by another of our processes, such as the web server's own workers."""

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """End this process at once when the process that spawned it ends.

    A web server whose main process is killed would otherwise leave its worker behind, which keeps the port and
    goes on taking connections. Does nothing in a process that `multiprocessing` did not start.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()

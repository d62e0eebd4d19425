"""asyncio without sockets: tasks, timers and nothing else wait in a session."""

import asyncio
import time
from asyncio import base_events, events, runners


class _Timers:
    def select(self, timeout: float | None) -> list:
        # Without a timer only an interrupt ends the wait.
        if timeout is None:
            while True:
                time.sleep(3600)
        if timeout > 0:
            time.sleep(timeout)
        return []


class SessionEventLoop(base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _Timers()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


class _Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = SessionEventLoop


def install() -> None:
    """In place of Pyodide's, which is driven by JavaScript."""
    asyncio.run = runners.run
    events._set_running_loop(None)
    events._set_event_loop_policy(_Policy())

"""Why the demo cannot start, as facts."""


class DemoNotInstalled(Exception):
    """The packages of the extra `demo` are not there. `missing` names one of them."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


class PortUnavailable(Exception):
    """The demo cannot listen on a port of this machine. `reason` is what the system says."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(port, reason)
        self.port = port
        self.reason = reason

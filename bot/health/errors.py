"""What can go wrong with telling how the bot is doing."""


class HealthPortUnavailable(Exception):
    """The port cannot be listened on; `reason` is what the system said."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(host, port, reason)
        self.host = host
        self.port = port
        self.reason = reason

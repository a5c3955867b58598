"""The numbers that Prometheus reads. Every name and label stands here, and nowhere else."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)


class Metrics:
    """The numbers of one process. Seconds are seconds, counts are counts; nothing says who did what."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        self._registry = registry
        self.interactions = Histogram(
            "paperboy_interaction_seconds",
            "From the arrival of an interaction to its first answer, by what was used and how it ended",
            ("name", "outcome"),
            buckets=_QUICK,
            registry=registry,
        )
        self.unanswered = Counter(
            "paperboy_interactions_unanswered", "Interactions that had no answer", ("name",), registry=registry
        )
        self.transactions = Histogram(
            "paperboy_transaction_seconds", "Transactions of the database", ("kind",), buckets=_QUICK, registry=registry
        )
        self.requests = Counter(
            "paperboy_discord_requests",
            "Requests to Discord, by the status of the answer",
            ("status",),
            registry=registry,
        )
        self.rate_limits = Counter(
            "paperboy_rate_limits",
            "Rate limits of Discord that were met, by their scope",
            ("scope",),
            registry=registry,
        )
        self.gateway = Gauge(
            "paperboy_gateway_latency_seconds", "Of the heartbeat of each shard", ("shard",), registry=registry
        )
        self.guilds = Gauge("paperboy_guilds", "Guilds that this process serves", registry=registry)
        self.database = Gauge("paperboy_database_up", "Whether the database answers", registry=registry)
        self.outbox = Gauge("paperboy_outbox_depth", "Messages that have yet to leave", registry=registry)
        self.oldest_due = Gauge(
            "paperboy_oldest_due_seconds", "For how long the oldest message could have left", registry=registry
        )
        self.digest_lag = Gauge(
            "paperboy_digest_lag_seconds", "For how long the oldest digest has been due", registry=registry
        )
        self.sync_age = Gauge(
            "paperboy_sync_age_seconds", "Since when a list was read last", ("list",), registry=registry
        )
        self.held = Gauge("paperboy_lists_held", "Lists of which a version waits for the operator", registry=registry)
        self.halted = Gauge("paperboy_delivery_halted", "Whether delivery has stopped for good", registry=registry)
        self.backup_age = Gauge("paperboy_backup_age_seconds", "Since the last backup by itself", registry=registry)
        self.loop_lag = Gauge(
            "paperboy_event_loop_lag_seconds", "How late the last tick of the loop came", registry=registry
        )

    def render(self) -> bytes:
        """All of them as Prometheus reads them."""
        return generate_latest(self._registry)

    def names(self) -> frozenset[str]:
        """The names of the series, as a query writes them."""
        found: set[str] = set()
        for family in self._registry.collect():
            endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}.get(family.type, ("",))
            found.update(family.name + ending for ending in endings)
        return frozenset(found)

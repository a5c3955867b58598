"""What can go wrong with digests, as facts."""

from storage.errors import StorageError


class SubscriptionNotFound(StorageError):
    """No digest of this number is the asker's."""

    def __init__(self, subscription_id: int) -> None:
        super().__init__(subscription_id)
        self.subscription_id = subscription_id


class TooManySubscriptions(StorageError):
    """A digest more than a guild, or a person, may have. `most` is how many that is."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class ForeignMessages(StorageError):
    """A channel shows digests of another database under the same token: two of them would tell everything twice."""

    def __init__(self, channel_id: int) -> None:
        super().__init__(channel_id)
        self.channel_id = channel_id

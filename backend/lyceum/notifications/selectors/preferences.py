"""How people want to be told."""

from collections.abc import Mapping

from bson import ObjectId

from lyceum.notifications.documents import Preferences, preferences
from lyceum.notifications.rules.kinds import Channel, NotificationKind, muted_name

type Choices = Mapping[str, Mapping[str, bool]]


def get_preferences(person_id: ObjectId) -> Preferences:
    """Return how a person wants to be told; everything by every channel and no digest, until they say otherwise."""
    return preferences.find_by_id(person_id) or Preferences(id=person_id)


def wants(chosen: Preferences, kind: NotificationKind, channel: Channel) -> bool:
    """Tell whether a person wants to be told of this kind by this channel."""
    return muted_name(kind, channel) not in chosen.muted


def describe_choices(chosen: Preferences) -> dict[str, dict[str, bool]]:
    """Return each kind with its channels, wanted or not."""
    return {
        kind.value: {channel.value: wants(chosen, kind, channel) for channel in Channel} for kind in NotificationKind
    }

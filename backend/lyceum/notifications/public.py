"""The door to notifications: what a window that comes back has missed."""

from lyceum.notifications.selectors import list_missed

__all__ = ["list_missed"]

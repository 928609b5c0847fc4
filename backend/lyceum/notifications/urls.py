"""Routes of notifications."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from lyceum.notifications.views.announcements import AnnouncementViewSet
from lyceum.notifications.views.notifications import NotificationViewSet
from lyceum.notifications.views.preferences import PreferencesView
from lyceum.notifications.views.realtime import RealtimeTicketView
from lyceum.notifications.views.unsubscribe import UnsubscribeView

router = SimpleRouter()
router.register("notifications", NotificationViewSet, basename="notification")
router.register("announcements", AnnouncementViewSet, basename="announcement")

urlpatterns = [
    path("notifications/preferences/", PreferencesView.as_view(), name="notification-preferences"),
    path("notifications/unsubscribe/", UnsubscribeView.as_view(), name="notification-unsubscribe"),
    *router.urls,
    path("realtime/ticket/", RealtimeTicketView.as_view(), name="realtime-ticket"),
]

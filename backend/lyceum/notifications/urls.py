"""Routes of notifications."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from lyceum.notifications.views import NotificationViewSet, RealtimeTicketView

router = SimpleRouter()
router.register("notifications", NotificationViewSet, basename="notification")

urlpatterns = [
    *router.urls,
    path("realtime/ticket/", RealtimeTicketView.as_view(), name="realtime-ticket"),
]

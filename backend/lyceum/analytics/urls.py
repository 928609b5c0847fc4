"""Routes of dashboards."""

from django.urls import path

from lyceum.analytics.views import DashboardView

urlpatterns = [path("dashboard/", DashboardView.as_view(), name="dashboard")]

"""Routes of dashboards."""

from django.urls import path

from lyceum.analytics.views import CourseAnalyticsView, CourseTableView, DashboardTableView, DashboardView

urlpatterns = [
    path("dashboard/", DashboardView.as_view(), name="dashboard"),
    path("dashboard/<str:table>/csv/", DashboardTableView.as_view(), name="dashboard-table"),
    path("courses/<str:id>/analytics/", CourseAnalyticsView.as_view(), name="course-analytics"),
    path("courses/<str:id>/analytics/<str:table>/csv/", CourseTableView.as_view(), name="course-table"),
]

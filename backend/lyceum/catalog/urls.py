"""Addresses of the catalog."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from lyceum.catalog.views.categories import CategoryViewSet
from lyceum.catalog.views.courses import CourseViewSet
from lyceum.catalog.views.facets import FacetsView
from lyceum.catalog.views.lessons import LessonViewSet
from lyceum.catalog.views.media import MediaItemView, MediaView

router = SimpleRouter()
router.register("categories", CategoryViewSet, basename="category")
router.register("courses", CourseViewSet, basename="course")
router.register("lessons", LessonViewSet, basename="lesson")

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/facets/", FacetsView.as_view(), name="facets"),
    *router.urls,
    path("media/", MediaView.as_view(), name="media"),
    path("media/<str:pk>/", MediaItemView.as_view(), name="media-item"),
]

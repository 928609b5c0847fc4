"""Routes of learning."""

from rest_framework.routers import SimpleRouter

from lyceum.learning.views import EnrollmentViewSet, ProgressViewSet

router = SimpleRouter()
router.register("enrollments", EnrollmentViewSet, basename="enrollment")
router.register("progress", ProgressViewSet, basename="progress")

urlpatterns = router.urls

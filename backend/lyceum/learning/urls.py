"""Routes of learning."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import SimpleRouter

from lyceum.learning.views.admission import EnrollmentRulesView, JoinCodesView, JoinCodeView
from lyceum.learning.views.certificates import CertificateVerificationView, CertificateViewSet
from lyceum.learning.views.enrollments import EnrollmentViewSet
from lyceum.learning.views.lesson_rules import LessonRulesView
from lyceum.learning.views.notes import BookmarkViewSet, NoteViewSet
from lyceum.learning.views.progress import ProgressViewSet

router = SimpleRouter()
router.register("enrollments", EnrollmentViewSet, basename="enrollment")
router.register("progress", ProgressViewSet, basename="progress")
router.register("notes", NoteViewSet, basename="note")
router.register("bookmarks", BookmarkViewSet, basename="bookmark")
router.register("certificates", CertificateViewSet, basename="certificate")

urlpatterns: list[URLPattern | URLResolver] = [
    path("certificates/verify/<str:code>/", CertificateVerificationView.as_view(), name="verify-certificate"),
    *router.urls,
    path("courses/<str:id>/enrollment-rules/", EnrollmentRulesView.as_view(), name="enrollment-rules"),
    path("courses/<str:id>/lesson-rules/", LessonRulesView.as_view(), name="lesson-rules"),
    path("courses/<str:id>/codes/", JoinCodesView.as_view(), name="join-codes"),
    path("courses/<str:id>/codes/<str:code_id>/", JoinCodeView.as_view(), name="join-code"),
]

"""Addresses of assessment, under `/api/`."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from lyceum.assessment.views.accommodations import QuizAccommodationsView, QuizStandingView
from lyceum.assessment.views.attempts import AttemptViewSet, QuizAttemptsView
from lyceum.assessment.views.choices import ChoiceViewSet
from lyceum.assessment.views.question_files import QuizExportView, QuizImportView
from lyceum.assessment.views.questions import QuestionViewSet
from lyceum.assessment.views.quizzes import QuizViewSet
from lyceum.assessment.views.regrading import QuizRegradeView, QuizStatisticsView
from lyceum.assessment.views.submissions import QuizSubmissionViewSet

router = SimpleRouter()
router.register("quizzes", QuizViewSet, basename="quiz")
router.register("questions", QuestionViewSet, basename="question")
router.register("choices", ChoiceViewSet, basename="choice")
router.register("attempts", AttemptViewSet, basename="attempt")
router.register("quiz-submissions", QuizSubmissionViewSet, basename="quiz-submission")
urlpatterns = [
    path("quizzes/<str:id>/attempts/", QuizAttemptsView.as_view()),
    path("quizzes/<str:id>/accommodations/", QuizAccommodationsView.as_view()),
    path("quizzes/<str:id>/standing/", QuizStandingView.as_view()),
    path("quizzes/<str:id>/regrade/", QuizRegradeView.as_view()),
    path("quizzes/<str:id>/statistics/", QuizStatisticsView.as_view()),
    path("quizzes/<str:id>/import/", QuizImportView.as_view()),
    path("quizzes/<str:id>/export/", QuizExportView.as_view()),
    *router.urls,
]

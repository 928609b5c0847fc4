"""Addresses of assessment, under `/api/`."""

from rest_framework.routers import SimpleRouter

from lyceum.assessment.views.choices import ChoiceViewSet
from lyceum.assessment.views.questions import QuestionViewSet
from lyceum.assessment.views.quizzes import QuizViewSet
from lyceum.assessment.views.submissions import QuizSubmissionViewSet

router = SimpleRouter()
router.register("quizzes", QuizViewSet, basename="quiz")
router.register("questions", QuestionViewSet, basename="question")
router.register("choices", ChoiceViewSet, basename="choice")
router.register("quiz-submissions", QuizSubmissionViewSet, basename="quiz-submission")
urlpatterns = router.urls

"""What other capabilities may ask of assessment: which quizzes are passed and ready, imports and exports."""

from lyceum.assessment.rules.drafts import (
    AcceptedDraft,
    ChoiceDraft,
    CriterionDraft,
    PairDraft,
    QuestionDraft,
    QuizDraft,
    QuizSettings,
    QuizSource,
    TracingDraft,
)
from lyceum.assessment.rules.patterns import compile_pattern
from lyceum.assessment.rules.policies import FeedbackPolicy, GradingPolicy
from lyceum.assessment.rules.questions import QuestionKind
from lyceum.assessment.selectors.personal_data import collect_personal_data, list_erasures
from lyceum.assessment.selectors.reviews import list_quiz_problems, list_quiz_sources
from lyceum.assessment.selectors.statistics import QuizTally, list_quiz_tallies
from lyceum.assessment.selectors.submissions import has_passed_required_quizzes, is_score_told
from lyceum.assessment.services.imports import remove_other_quizzes, store_quiz
from lyceum.assessment.services.personal_data import erase_personal_data

__all__ = [
    "AcceptedDraft",
    "ChoiceDraft",
    "CriterionDraft",
    "FeedbackPolicy",
    "GradingPolicy",
    "PairDraft",
    "QuestionDraft",
    "QuestionKind",
    "QuizDraft",
    "QuizSettings",
    "QuizSource",
    "QuizTally",
    "TracingDraft",
    "collect_personal_data",
    "compile_pattern",
    "erase_personal_data",
    "has_passed_required_quizzes",
    "is_score_told",
    "list_erasures",
    "list_quiz_problems",
    "list_quiz_sources",
    "list_quiz_tallies",
    "remove_other_quizzes",
    "store_quiz",
]

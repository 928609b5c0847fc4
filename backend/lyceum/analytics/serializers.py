"""What dashboards look like on the wire.

Enrollments and progress have the shapes that learning gives them; they are restated because a capability's
serializers are its own.
"""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.platform.contract import restates
from lyceum.platform.fields import IdField, PersonSerializer

COURSE: Final = {
    "id": "665f1c2e9b1d4c3a2f1e0d02",
    "title": "How to study well",
    "slug": "how-to-study-well",
    "image": "",
}
HALF_WAY: Final = {"completed": 5, "total": 10, "percentage": 50, "milestones": [25, 50]}


@restates
class CourseProgressSerializer(serializers.Serializer[Any]):
    """How far a student is in a course."""

    completed = serializers.IntegerField(help_text="Completed lessons.")
    total = serializers.IntegerField(help_text="Lessons of the course.")
    percentage = serializers.IntegerField(help_text="Whole per cent, rounded down.")
    milestones = serializers.ListField(
        child=serializers.IntegerField(), help_text="Which of 25, 50, 75 and 100 were reached."
    )


@restates
class EnrollmentCourseSerializer(serializers.Serializer[Any]):
    """The course of an enrollment."""

    id = IdField(source="course_id")
    title = serializers.CharField()
    slug = serializers.CharField()
    image = serializers.CharField(help_text="The address of its picture, or empty.")


@restates
class EnrollmentSerializer(serializers.Serializer[Any]):
    """A student's place in a course."""

    id = IdField(source="enrollment_id")
    student = PersonSerializer()
    course = EnrollmentCourseSerializer()
    enrolled_at = serializers.DateTimeField()
    status = serializers.CharField(help_text="`active`, or `waiting` for a seat in a full course.")
    last_lesson = IdField(source="last_lesson_id", allow_null=True)
    progress = CourseProgressSerializer()


@restates
class ProgressSerializer(serializers.Serializer[Any]):
    """What a student has done in a lesson; `id` is null for a lesson that was not touched."""

    id = IdField(source="progress_id", allow_null=True)
    student = IdField(source="student_id")
    course = IdField(source="course_id")
    lesson = IdField(source="lesson_id")
    completed = serializers.BooleanField()
    completed_at = serializers.DateTimeField(allow_null=True)
    position_s = serializers.IntegerField(help_text="Where playing goes on, in seconds.")
    seconds = serializers.IntegerField(help_text="Time spent in the lesson so far.")
    course_progress = CourseProgressSerializer()


class NextLessonSerializer(serializers.Serializer[Any]):
    """Where the student goes on."""

    id = IdField(source="lesson_id")
    title = serializers.CharField()
    course = EnrollmentCourseSerializer()
    position_s = serializers.IntegerField(help_text="Where playing goes on, in seconds.")


class StreakSerializer(serializers.Serializer[Any]):
    """Days in a row on which a lesson was completed, by the date where the person lives."""

    days = serializers.IntegerField(help_text="Until today or yesterday; else 0.")
    longest = serializers.IntegerField()


class DayFiguresSerializer(serializers.Serializer[Any]):
    """What happened on one day (UTC)."""

    day = serializers.DateField()
    enrollment_count = serializers.IntegerField()
    completed_count = serializers.IntegerField(help_text="Completed lessons.")
    active_count = serializers.IntegerField(help_text="People who completed a lesson; 0 for single courses.")


class StudentDashboardSerializer(serializers.Serializer[Any]):
    """What a student takes up again."""

    courses = EnrollmentSerializer(many=True, help_text="Most recently active first; at most 50.")
    next_lesson = NextLessonSerializer(allow_null=True)
    recent = ProgressSerializer(many=True, help_text="The lessons touched last, newest first; at most 5.")
    streak = StreakSerializer()


class CourseFiguresSerializer(serializers.Serializer[Any]):
    """How a course is doing."""

    course = EnrollmentCourseSerializer()
    enrollment_count = serializers.IntegerField()
    completed_count = serializers.IntegerField(help_text="Students who have finished the course.")
    average_percentage = serializers.IntegerField(help_text="How far its students are on average.")


class InstructorDashboardSerializer(serializers.Serializer[Any]):
    """How one's own courses are doing."""

    courses = CourseFiguresSerializer(many=True, help_text="Newest first; at most 50.")


class PeopleSerializer(serializers.Serializer[Any]):
    """How many people there are; who has several roles is counted for each."""

    total = serializers.IntegerField()
    by_role = serializers.DictField(child=serializers.IntegerField())


class OwedSerializer(serializers.Serializer[Any]):
    """What is owed and not done yet, such as mails; `dead` are those that were given up."""

    waiting = serializers.IntegerField()
    retrying = serializers.IntegerField()
    errands = serializers.IntegerField()
    dead = serializers.IntegerField()
    oldest_s = serializers.FloatField(help_text="For how many seconds about the oldest has been owed.")


class DatabaseRoomSerializer(serializers.Serializer[Any]):
    """What the stored documents take, in bytes; a server that does not keep one of the numbers says 0."""

    data_bytes = serializers.IntegerField(help_text="All documents, before the server compresses them.")
    stored_bytes = serializers.IntegerField(help_text="What is set aside for them on its disk.")
    index_bytes = serializers.IntegerField()


class StorageSerializer(serializers.Serializer[Any]):
    """How much is kept; accounts and sessions in SQL are not counted."""

    files = serializers.IntegerField(help_text="Uploaded files.")
    bytes = serializers.IntegerField(help_text="What they take, without the narrower versions of pictures.")
    database = DatabaseRoomSerializer(allow_null=True, help_text="Null where the server does not tell.")


class AdminDashboardSerializer(serializers.Serializer[Any]):
    """What there is on the whole site, and what happened so far; people and courses as of the last minute."""

    people = PeopleSerializer(source="stock.people")
    courses = serializers.DictField(
        source="stock.courses_by_status", child=serializers.IntegerField(), help_text="How many, by status."
    )
    storage = StorageSerializer()
    outbox = OwedSerializer()

    enrollment_count = serializers.IntegerField()
    completed_lesson_count = serializers.IntegerField()
    finished_course_count = serializers.IntegerField()
    days = DayFiguresSerializer(many=True, help_text="Days on which something happened, oldest first; the last 90.")


class LessonFiguresSerializer(serializers.Serializer[Any]):
    """A step on the way through a course."""

    lesson = IdField(source="lesson_id")
    title = serializers.CharField()
    completed_count = serializers.IntegerField(help_text="Students who have completed it.")
    drop_off = serializers.IntegerField(help_text="How many fewer these are than at the step before.")


class QuizFiguresSerializer(serializers.Serializer[Any]):
    """How the submissions of a quiz went."""

    quiz = IdField(source="quiz_id")
    title = serializers.CharField()
    passed_count = serializers.IntegerField()
    failed_count = serializers.IntegerField()
    average_percentage = serializers.IntegerField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A course of one lesson",
            response_only=True,
            value={
                "course": COURSE["id"],
                "enrollment_count": 12,
                "completed_count": 5,
                "days": [{"day": "2026-01-10", "enrollment_count": 3, "completed_count": 7, "active_count": 0}],
                "lessons": [
                    {
                        "lesson": "665f1c2e9b1d4c3a2f1e0d03",
                        "title": "Spacing",
                        "completed_count": 5,
                        "drop_off": 7,
                    }
                ],
                "quizzes": [],
                "stuck": [],
            },
        )
    ]
)
class CourseAnalyticsSerializer(serializers.Serializer[Any]):
    """How a course is doing."""

    course = IdField(source="course_id")
    enrollment_count = serializers.IntegerField()
    completed_count = serializers.IntegerField(help_text="Students who have finished the course.")
    days = DayFiguresSerializer(many=True, help_text="Days on which something happened, oldest first; the last 90.")
    lessons = LessonFiguresSerializer(many=True, help_text="In the order of the course.")
    quizzes = QuizFiguresSerializer(many=True)
    stuck = EnrollmentSerializer(
        many=True, help_text="Who did nothing for a week and has not finished; the longest idle first, at most 50."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "An instructor who also learns",
            response_only=True,
            value={
                "student": {
                    "courses": [],
                    "next_lesson": {
                        "id": "665f1c2e9b1d4c3a2f1e0d03",
                        "title": "Spacing",
                        "course": COURSE,
                        "position_s": 95,
                    },
                    "recent": [
                        {
                            "id": "8c1f2e3d4b5a69788796a5b4",
                            "student": "665f1c2e9b1d4c3a2f1e0d01",
                            "course": COURSE["id"],
                            "lesson": "665f1c2e9b1d4c3a2f1e0d04",
                            "completed": True,
                            "completed_at": "2026-01-11T18:30:00Z",
                            "position_s": 0,
                            "seconds": 340,
                            "course_progress": HALF_WAY,
                        }
                    ],
                    "streak": {"days": 3, "longest": 12},
                },
                "instructor": {
                    "courses": [
                        {
                            "course": COURSE,
                            "enrollment_count": 120,
                            "completed_count": 18,
                            "average_percentage": 43,
                        }
                    ]
                },
            },
        )
    ]
)
class DashboardSerializer(serializers.Serializer[Any]):
    """One part for each role that the caller has; the others are left out."""

    student = StudentDashboardSerializer()
    instructor = InstructorDashboardSerializer(required=False)
    admin = AdminDashboardSerializer(required=False)

    def to_representation(self, instance: Any) -> dict[str, Any]:  # noqa: ANN401 - DRF's signature
        """Leave out the parts of roles that the caller does not have."""
        shown = super().to_representation(instance)
        return {role: part for role, part in shown.items() if part is not None}

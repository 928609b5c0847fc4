"""One school with everything that the role table speaks of: made once, and put back after each change."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any, Final

from bson import ObjectId
from django.test import override_settings
from rest_framework.test import APIClient

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog.tests.factories import TestCourse, make_category, make_course
from lyceum.catalog.tests.files import PNG_FILE, upload
from lyceum.learning.tests.factories import complete, enroll
from lyceum.platform import mongo, outbox
from lyceum.platform.clock import utc_now
from tests.contract import Endpoint
from tests.deliveries import deliver_all
from tests.mongo_commands import CommandWatch
from tests.role_requests import body_of, url_of
from tests.snapshots import Snapshot, take_snapshot

ROLES: Final = ("anonymous", "student", "enrolled", "classmate", "other", "own", "admin")
STATES: Final = ("published", "draft", "archived")
_GIVEN: Final = {"other": ["instructor"], "own": ["instructor"], "admin": ["admin"]}
# Words that stand nowhere else, so that an answer that holds one has told it.
TITLE: Final = "Zebroid keeping"
LESSON_TEXT: Final = "okapitext"


@dataclass(slots=True)
class School:
    """A course of `own` with a student, `enrolled`, who has done something of each kind, and a `classmate`."""

    people: dict[str, TestPerson] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in ROLES[1:]:
            self.people[role] = make_person(roles=_GIVEN.get(role, []), username=f"nym-{role}-nym", name=f"Name {role}")
        course = make_course(self.people["own"], lessons=2, title=TITLE)
        self._add_content(course)
        self._let_student_act(course)
        enroll(self.people["classmate"], course)
        self._let_news_arrive()

    def client(self, role: str) -> APIClient:
        return self.people[role].client if role in self.people else APIClient()

    def _add_content(self, course: TestCourse) -> None:
        lesson = f"/api/lessons/{course.lesson_ids[0]}/"
        assert self.client("own").patch(lesson, {"content": LESSON_TEXT}).status_code == 200
        quiz = make_quiz(course.lesson_ids[1], self.people["own"])
        self.ids |= {
            "courses": course.id,
            "sections": str(course.section_id),
            "lessons": str(course.lesson_ids[0]),
            "second_lesson": str(course.lesson_ids[1]),
            "quizzes": quiz.id,
            "questions": str(quiz.question_ids[0]),
            "choices": str(quiz.questions[0].choices[0].id),
            "categories": str(make_category().id),
        }
        self.ids["announcements"] = self._make("own", "announcements", {"course": course.id, "title": "T", "body": "B"})
        self.ids["codes"] = self._make("own", f"courses/{course.id}/codes", {})
        text = {"format": "gift", "text": "Is it so? {TRUE}"}
        assert self.client("own").post(f"{quiz.url}import/", text).status_code == 202
        self.ids["media"] = upload(self.client("own"), PNG_FILE, course=course.id).json()["id"]

    def _let_student_act(self, course: TestCourse) -> None:
        student = self.people["enrolled"]
        self.ids["users"] = student.id
        self.ids["sessions"] = self._list("enrolled", "auth/sessions")[0]["id"]
        self.ids["enrollments"] = str(enroll(student, course))
        self.ids["notes"] = self._make("enrolled", "notes", {"lesson": self.ids["lessons"], "text": "A note."})
        assert student.client.put(f"/api/bookmarks/{self.ids['lessons']}/").status_code < 300
        self.ids["attempts"] = self._make("enrolled", f"quizzes/{self.ids['quizzes']}/attempts", {})
        answers = [{"question": self.ids["questions"], "choices": [self.ids["choices"]]}]
        submitted = student.client.post(f"/api/attempts/{self.ids['attempts']}/submit/", {"answers": answers})
        assert submitted.status_code == 200, submitted.content
        self.ids["quiz-submissions"] = self.ids["attempts"]
        complete(student, course.lesson_ids[0])

    def _let_news_arrive(self) -> None:
        deliver_all()
        [certificate] = self._list("enrolled", "certificates")
        self.ids |= {"certificates": certificate["id"], "certificate_code": certificate["code"]}
        self.ids["notifications"] = self._list("enrolled", "notifications")[0]["id"]
        given_up = outbox.RetryRow(
            event="E", handler="h", data={}, created_at=utc_now(), tries=9, next_at=utc_now(), error="Down"
        )
        outbox.dead_rows.insert(given_up)
        self.ids["outbox"] = str(given_up.id)

    def _make(self, role: str, path: str, body: dict[str, Any]) -> str:
        made = self.client(role).post(f"/api/{path}/", body)
        assert made.status_code == 201, (path, made.content)
        return str(made.json()["id"])

    def _list(self, role: str, path: str) -> list[dict[str, Any]]:
        listed = self.client(role).get(f"/api/{path}/").json()
        return list(listed if isinstance(listed, list) else listed["results"])


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The school with its course in one of the states."""

    school: School
    snapshot: Snapshot
    watch: CommandWatch

    def open(self) -> None:
        """Fill the empty stores."""
        self.snapshot.fill(self.watch)

    def put_back(self, state: str) -> None:
        """Undo what was changed, with the course in this state."""
        self.watch.written.add("courses")
        self.snapshot.put_back(self.watch)
        where = {"_id": ObjectId(self.school.ids["courses"])}
        with self.watch.paused():
            mongo.database()["courses"].update_one(where, {"$set": {"status": state}})

    def close(self) -> None:
        """Let everything be deleted after the test."""
        self.watch.written.update(self.snapshot.documents)

    def ask(self, role: str, endpoint: Endpoint) -> Any:
        """Send the request of an endpoint as somebody."""
        client, ids = self.school.client(role), self.school.ids
        if endpoint.is_multipart:
            return upload(client, PNG_FILE, course=ids["courses"])
        body = None if endpoint.method == "get" else body_of(endpoint, ids)
        return getattr(client, endpoint.method)(url_of(endpoint, ids), body)


@cache
def make_world(watch: CommandWatch) -> World:
    """Make the school, once for all tests of this process, with sessions that outlive them."""
    with override_settings(ACCESS_TOKEN_LIFETIME=timedelta(days=1)):
        school = School()
    return World(school=school, snapshot=take_snapshot(watch), watch=watch)

"""One school with everything that the role table speaks of, and the requests that are tried in it."""

import secrets
from dataclasses import dataclass, field
from typing import Any, Final

from rest_framework.test import APIClient

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog.tests.factories import TestCourse, make_category, make_course
from lyceum.catalog.tests.files import PNG_FILE, upload
from lyceum.learning.tests.factories import complete, enroll
from lyceum.platform import cache, mongo
from tests.contract import Endpoint

ROLES: Final = ("anonymous", "student", "enrolled", "other", "own", "admin")


@dataclass(slots=True)
class World:
    """A course of `own`, published or put back to a draft, with a student who has done something of each kind."""

    is_draft: bool
    people: dict[str, TestPerson] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in ROLES[1:]:
            roles = {"other": ["instructor"], "own": ["instructor"], "admin": ["admin"]}.get(role, [])
            self.people[role] = make_person(roles=roles)
        course = make_course(self.people["own"], lessons=2)
        self._add_content(course)
        self._let_student_act(course)
        if self.is_draft:
            mongo.database()["courses"].update_one({"_id": course.course_id}, {"$set": {"status": "draft"}})
        cache.connection().flushdb()

    def client(self, role: str) -> APIClient:
        return self.people[role].client if role in self.people else APIClient()

    def _add_content(self, course: TestCourse) -> None:
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
        self.ids["media"] = upload(self.client("own"), PNG_FILE, course=course.id).json()["id"]

    def _let_student_act(self, course: TestCourse) -> None:
        student = self.people["enrolled"]
        self.ids["users"] = student.id
        self.ids["enrollments"] = str(enroll(student, course))
        self.ids["notes"] = self._make("enrolled", "notes", {"lesson": self.ids["lessons"], "text": "A note."})
        self.ids["attempts"] = self._make("enrolled", f"quizzes/{self.ids['quizzes']}/attempts", {})
        answers = [{"question": self.ids["questions"], "choices": [self.ids["choices"]]}]
        submitted = student.client.post(f"/api/attempts/{self.ids['attempts']}/submit/", {"answers": answers})
        assert submitted.status_code == 200, submitted.content
        self.ids["quiz-submissions"] = self.ids["attempts"]
        complete(student, course.lesson_ids[0])

    def _make(self, role: str, path: str, body: dict[str, Any]) -> str:
        made = self.client(role).post(f"/api/{path}/", body)
        assert made.status_code == 201, (path, made.content)
        return str(made.json()["id"])

    def ask(self, role: str, endpoint: Endpoint) -> int:
        """Send the request of an endpoint as somebody; returns the status."""
        client = self.client(role)
        if endpoint.is_multipart:
            return int(upload(client, PNG_FILE, course=self.ids["courses"]).status_code)
        body = None if endpoint.method == "get" else self._body(endpoint)
        return int(getattr(client, endpoint.method)(self._url(endpoint), body).status_code)

    def _url(self, endpoint: Endpoint) -> str:
        noun = endpoint.path.split("/")[2]
        found = self.ids.get("lessons" if noun == "bookmarks" else noun, "0" * 23 + "1")
        path = endpoint.path.replace("{id}", found).replace("{code_id}", self.ids["codes"]).replace("{code}", "none")
        path = path.replace("{table}", "days")
        if endpoint.path.endswith("/export/") and "format" in endpoint.query:
            return f"{path}?format=gift"
        if endpoint.method == "get" and "{" not in endpoint.path:
            wanted = [f"{name}={self.ids[SCOPES[name]]}" for name in endpoint.query if name in SCOPES]
            return f"{path}?{wanted[0]}" if wanted else path
        return path

    def _body(self, endpoint: Endpoint) -> dict[str, Any]:
        course, lesson, quiz = self.ids["courses"], self.ids["lessons"], self.ids["quizzes"]
        question = {
            "kind": "true_false",
            "text": "Is it?",
            "points": 1,
            "choices": [{"text": "Yes", "is_correct": True}, {"text": "No", "is_correct": False}],
        }
        lesson_fields = {"title": "A lesson", "kind": "text", "content": "Text."}
        name = secrets.token_hex(6)
        bodies: dict[str, dict[str, Any]] = {
            "POST /api/announcements/": {"course": course, "title": "T", "body": "B"},
            "PATCH /api/announcements/{id}/": {"title": "Other"},
            "PATCH /api/attempts/{id}/": {"seq": 1, "answers": []},
            "POST /api/attempts/{id}/override/": {"score": 1, "reason": "Because."},
            "POST /api/attempts/{id}/grades/": {"grades": [{"question": self.ids["questions"], "score": 1}]},
            "POST /api/categories/": {"name": f"Category {name}"},
            "PUT /api/categories/{id}/": {"name": f"Category {name}"},
            "PATCH /api/categories/{id}/": {"name": f"Category {name}"},
            "POST /api/choices/": {"question": self.ids["questions"], "text": "Another", "is_correct": False},
            "PUT /api/choices/{id}/": {"text": "Another", "is_correct": True},
            "PATCH /api/choices/{id}/": {"text": "Another"},
            "POST /api/courses/": {"title": "A course"},
            "PUT /api/courses/{id}/": {"title": "A course"},
            "PATCH /api/courses/{id}/": {"title": "Another"},
            "PUT /api/courses/{id}/enrollment-rules/": {"policy": "open", "capacity": None},
            "PUT /api/courses/{id}/lesson-rules/": {"lessons": []},
            "PUT /api/courses/{id}/outline/": {
                "sections": [
                    {
                        "id": self.ids["sections"],
                        "title": "All",
                        "lessons": [self.ids["second_lesson"], lesson],
                    }
                ]
            },
            "POST /api/courses/{id}/sections/": {"title": "More"},
            "POST /api/enrollments/": {"course": course},
            "POST /api/lessons/": {"course": course, "section": self.ids["sections"], **lesson_fields},
            "PUT /api/lessons/{id}/": {"course": course, "section": self.ids["sections"], **lesson_fields},
            "PATCH /api/lessons/{id}/": {"title": "Another"},
            "POST /api/notes/": {"lesson": lesson, "text": "Mine."},
            "PATCH /api/notes/{id}/": {"text": "Changed."},
            "POST /api/progress/": {"lesson": lesson, "completed": True},
            "POST /api/questions/": {"quiz": quiz, **question},
            "PUT /api/questions/{id}/": {"quiz": quiz, **question},
            "PATCH /api/questions/{id}/": {"text": "Is it not?"},
            "POST /api/quiz-submissions/": {
                "quiz": quiz,
                "answers": [{"question": self.ids["questions"], "choices": [self.ids["choices"]]}],
            },
            "POST /api/quizzes/": {"lesson": lesson, "title": "A quiz"},
            "PUT /api/quizzes/{id}/": {"lesson": self.ids["second_lesson"], "title": "A quiz"},
            "PATCH /api/quizzes/{id}/": {"title": "Another"},
            "POST /api/quizzes/{id}/import/": {"format": "gift", "text": "Is it so? {TRUE}"},
            "POST /api/quizzes/{id}/accommodations/": {"student": self.ids["users"], "extra_attempts": 1},
            "POST /api/quizzes/{id}/regrade/": {"apply": False, "reason": "A look."},
            "POST /api/users/": {"username": name, "email": f"{name}@example.com", "name": "New", "roles": ["student"]},
            "PATCH /api/users/{id}/": {"name": "New Name"},
        }
        return bodies.get(endpoint.name, {})


SCOPES: Final = {"course": "courses", "lesson": "lessons", "quiz": "quizzes", "question": "questions"}

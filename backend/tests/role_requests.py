"""The requests that are tried at each endpoint: on what the school of the role table has, with a body that fits."""

import secrets
from collections.abc import Mapping
from typing import Any, Final

from tests.contract import Endpoint

type Ids = Mapping[str, str]

SCOPES: Final = {"course": "courses", "lesson": "lessons", "quiz": "quizzes", "question": "questions"}
UNKNOWN: Final = "0" * 23 + "1"
# What the placeholders of an address stand for, where it is not the noun that the address begins with.
PARTS: Final = {"{code_id}": "codes", "{code}": "certificate_code", "{row_id}": "outbox"}


def url_of(endpoint: Endpoint, ids: Ids) -> str:
    """Fill an address, and ask a list about the course or lesson that it wants to know."""
    words = endpoint.path.split("/")[2:]
    noun = "sessions" if words[1] == "sessions" else words[0]
    path = endpoint.path.replace("{id}", ids.get("lessons" if noun == "bookmarks" else noun, UNKNOWN))
    for placeholder, part in PARTS.items():
        path = path.replace(placeholder, ids.get(part, UNKNOWN))
    path = path.replace("{table}", "days")
    if path.endswith("/export/") and "format" in endpoint.query:
        return f"{path}?format=gift"
    wanted = [f"{name}={ids[SCOPES[name]]}" for name in endpoint.query if name in SCOPES]
    return f"{path}?{wanted[0]}" if wanted and endpoint.method == "get" and "{" not in endpoint.path else path


def body_of(endpoint: Endpoint, ids: Ids) -> dict[str, Any]:
    """Return a body that an endpoint takes."""
    return _bodies(ids).get(endpoint.name, {})


def _bodies(ids: Ids) -> dict[str, dict[str, Any]]:
    course, lesson, quiz = ids["courses"], ids["lessons"], ids["quizzes"]
    question = {
        "kind": "true_false",
        "text": "Is it?",
        "points": 1,
        "choices": [{"text": "Yes", "is_correct": True}, {"text": "No", "is_correct": False}],
    }
    lesson_fields = {"title": "A lesson", "kind": "text", "content": "Text."}
    name = secrets.token_hex(6)
    return {
        "POST /api/announcements/": {"course": course, "title": "T", "body": "B"},
        "PATCH /api/announcements/{id}/": {"title": "Other"},
        "PATCH /api/attempts/{id}/": {"seq": 1, "answers": []},
        "POST /api/attempts/{id}/override/": {"score": 1, "reason": "Because."},
        "POST /api/attempts/{id}/grades/": {"grades": [{"question": ids["questions"], "score": 1}]},
        "POST /api/categories/": {"name": f"Category {name}"},
        "PUT /api/categories/{id}/": {"name": f"Category {name}"},
        "PATCH /api/categories/{id}/": {"name": f"Category {name}"},
        "POST /api/choices/": {"question": ids["questions"], "text": "Another", "is_correct": False},
        "PUT /api/choices/{id}/": {"text": "Another", "is_correct": True},
        "PATCH /api/choices/{id}/": {"text": "Another"},
        "PATCH /api/media/{id}/": {"alt": "A dot"},
        "POST /api/courses/": {"title": "A course"},
        "PUT /api/courses/{id}/": {"title": "A course"},
        "PATCH /api/courses/{id}/": {"title": "Another"},
        "POST /api/courses/{id}/erase/": {"confirm": "not-its-slug"},
        "PUT /api/courses/{id}/enrollment-rules/": {"policy": "open", "capacity": None},
        "PUT /api/courses/{id}/lesson-rules/": {"lessons": []},
        "PUT /api/courses/{id}/outline/": {
            "sections": [
                {
                    "id": ids["sections"],
                    "title": "All",
                    "lessons": [ids["second_lesson"], lesson],
                }
            ]
        },
        "POST /api/courses/{id}/sections/": {"title": "More"},
        "POST /api/enrollments/": {"course": course},
        "POST /api/lessons/": {"course": course, "section": ids["sections"], **lesson_fields},
        "PUT /api/lessons/{id}/": {"course": course, "section": ids["sections"], **lesson_fields},
        "PATCH /api/lessons/{id}/": {"title": "Another"},
        "POST /api/notes/": {"lesson": lesson, "text": "Mine."},
        "PATCH /api/notes/{id}/": {"text": "Changed."},
        "POST /api/progress/": {"lesson": lesson, "completed": True},
        "POST /api/questions/": {"quiz": quiz, **question},
        "PUT /api/questions/{id}/": {"quiz": quiz, **question},
        "PATCH /api/questions/{id}/": {"text": "Is it not?"},
        "POST /api/quiz-submissions/": {
            "quiz": quiz,
            "answers": [{"question": ids["questions"], "choices": [ids["choices"]]}],
        },
        "POST /api/quizzes/": {"lesson": lesson, "title": "A quiz"},
        "PUT /api/quizzes/{id}/": {"lesson": ids["second_lesson"], "title": "A quiz"},
        "PATCH /api/quizzes/{id}/": {"title": "Another"},
        "POST /api/quizzes/{id}/import/": {"format": "gift", "text": "Is it so? {TRUE}"},
        "POST /api/quizzes/{id}/accommodations/": {"student": ids["users"], "extra_attempts": 1},
        "POST /api/quizzes/{id}/regrade/": {"apply": False, "reason": "A look."},
        "POST /api/users/": {"username": name, "email": f"{name}@example.com", "name": "New", "roles": ["student"]},
        "PATCH /api/users/{id}/": {"name": "New Name"},
    }

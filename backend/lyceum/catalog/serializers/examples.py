"""Examples of requests and replies for the contract."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

_COURSE_ID: Final = "6743a1f0c2a4b5d6e7f80a01"
_SECTION_ID: Final = "6743a1f0c2a4b5d6e7f80b01"
_LESSON_ID: Final = "6743a1f0c2a4b5d6e7f80c01"
_NEXT_ID: Final = "6743a1f0c2a4b5d6e7f80c02"
_MEDIA_ID: Final = "6743a1f0c2a4b5d6e7f80e01"

CATEGORY_REF: Final = {"id": "6743a1f0c2a4b5d6e7f80d01", "name": "Learning skills", "slug": "learning-skills"}
CATEGORY_WRITE: Final = {"name": "Learning skills", "description": "How to learn, whatever it is."}
CATEGORY: Final = {**CATEGORY_REF, "description": "How to learn, whatever it is.", "course_count": 3}
COURSE_WRITE: Final[dict[str, Any]] = {
    "title": "How to Study Well",
    "summary": "Ten short lessons on learning things so that they stay learned.",
    "description": "Bring **one subject** that you are studying right now.",
    "category": CATEGORY_REF["id"],
    "level": "beginner",
    "language": "en",
    "tags": ["study skills", "memory"],
    "price": "0.00",
    "currency": "EUR",
    "image": "",
}
COURSE_SUMMARY: Final[dict[str, Any]] = {
    "id": _COURSE_ID,
    **{name: value for name, value in COURSE_WRITE.items() if name != "description"},
    "slug": "how-to-study-well",
    "instructor": {"id": "6743a1f0c2a4b5d6e7f80912", "name": "Ada Lovelace"},
    "image_variants": [],
    "category": CATEGORY_REF,
    "status": "published",
    "published": True,
    "lesson_count": 10,
    "duration_minutes": 185,
    "enrollment_count": 42,
    "version": 7,
    "created_at": "2026-11-24T09:30:00Z",
    "updated_at": "2026-11-25T17:05:00Z",
}
COURSE: Final = {
    **COURSE_SUMMARY,
    "description": COURSE_WRITE["description"],
    "description_html": "<p>Bring <strong>one subject</strong> that you are studying right now.</p>\n",
}
OUTLINE: Final[dict[str, Any]] = {
    "course": _COURSE_ID,
    "version": 4,
    "sections": [
        {
            "id": _SECTION_ID,
            "title": "How learning works",
            "lessons": [
                {
                    "id": _LESSON_ID,
                    "title": "Feeling ready and being ready",
                    "kind": "text",
                    "minutes": 20,
                    "preview": True,
                    "quizzes": [{"id": "6743a1f0c2a4b5d6e7f80f01", "title": "Knowing", "required": True}],
                }
            ],
        }
    ],
}
OUTLINE_WRITE: Final = {
    "sections": [{"id": _SECTION_ID, "title": "How learning works", "lessons": [_NEXT_ID, _LESSON_ID]}]
}
SECTION_WRITE: Final = {"title": "Keeping going"}
LESSON_WRITE: Final[dict[str, Any]] = {
    "course": _COURSE_ID,
    "section": _SECTION_ID,
    "title": "Feeling ready and being ready",
    "kind": "text",
    "content": "Take a sheet of *paper*.\n\n{{quiz:6743a1f0c2a4b5d6e7f80f01}}\n",
    "video_url": "",
    "captions": [],
    "attachments": [_MEDIA_ID],
    "minutes": 20,
    "preview": True,
}
LESSON_SUMMARY: Final = {
    **OUTLINE["sections"][0]["lessons"][0],
    "course": _COURSE_ID,
    "section": _SECTION_ID,
}
LESSON: Final[dict[str, Any]] = {
    **LESSON_SUMMARY,
    "content_html": '<p>Take a sheet of <em>paper</em>.</p>\n<div data-quiz="6743a1f0c2a4b5d6e7f80f01"></div>\n',
    "video_url": "",
    "captions": [
        {
            "id": _MEDIA_ID,
            "language": "en",
            "label": "English",
            "url": f"/media/{_MEDIA_ID}.vtt?expires=1764050400&signature=kT2a",
        }
    ],
    "attachments": [
        {
            "id": _MEDIA_ID,
            "name": "worksheet.pdf",
            "kind": "application/pdf",
            "bytes": 48_213,
            "url": f"/media/{_MEDIA_ID}.pdf?expires=1764050400&signature=kT2a",
        }
    ],
    "previous": None,
    "next": {"id": _NEXT_ID, "title": "Forgetting"},
    "version": 2,
}
MEDIA: Final = {
    "id": _MEDIA_ID,
    "kind": "image/png",
    "name": "cover.png",
    "bytes": 48_213,
    "url": f"/media/{_MEDIA_ID}.png?expires=1764050400&signature=kT2a",
    "expires_at": "2026-11-25T06:00:00Z",
    "alt": "A fan of index cards.",
    "language": "",
    "variants": [
        {"width": 320, "height": 180, "url": f"/media/{_MEDIA_ID}-320.webp?expires=1764050400&signature=kT2a"}
    ],
}
FACETS: Final = {
    "category": [{"value": "learning-skills", "label": "Learning skills", "count": 3}],
    "level": [{"value": "beginner", "label": "beginner", "count": 2}],
    "language": [{"value": "en", "label": "en", "count": 3}],
    "price": [{"value": "free", "label": "free", "count": 3}],
    "instructor": [{"value": "6743a1f0c2a4b5d6e7f80912", "label": "Ada Lovelace", "count": 3}],
    "count_is_lower_bound": False,
}
CHECKLIST: Final = {
    "ready": False,
    "problems": [{"code": "empty_lesson", "lesson": _LESSON_ID, "message": "The lesson 'Forgetting' is empty."}],
    "suggestions": [{"code": "no_category", "lesson": None, "message": "Choose a category, so that it is found."}],
}
NOT_READY: Final = {
    "type": "/problems/not_ready",
    "title": "Conflict",
    "status": 409,
    "detail": "The course is not ready to be published.",
    "code": "not_ready",
    "errors": [],
    "problems": [{"code": "empty_lesson", "lesson": _LESSON_ID, "message": "The lesson 'Forgetting' is empty."}],
}


def asked(name: str, value: object) -> OpenApiExample:
    """Describe a request."""
    return OpenApiExample(name, value=value, request_only=True)


def answered(name: str, value: object) -> OpenApiExample:
    """Describe a reply."""
    return OpenApiExample(name, value=value, response_only=True)

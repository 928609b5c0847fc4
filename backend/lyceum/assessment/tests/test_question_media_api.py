"""Pictures in questions: references become addresses when a question is read."""

import struct
import zlib

import pytest

from lyceum.assessment.tests.school import make_school
from lyceum.catalog import public as catalog


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def picture_id(school, tmp_path):
    path = tmp_path / "dot.png"
    path.write_bytes(_png())
    return catalog.store_media(school.course.course_id, name="dot.png", path=path, purpose="lesson")


def _png():
    """Return a picture of one pixel."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    chunks = (struct.pack(">I", len(data)) + kind + data + _crc(kind + data) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _crc(data):
    return struct.pack(">I", zlib.crc32(data))


def test_pictures_in_every_text_get_addresses(school, picture_id):
    source = f"![A dot](media:{picture_id})"
    question = school.quiz.questions[0]
    choices = [{"text": source, "is_correct": True}, {"text": "No", "is_correct": False}]
    changes = {"text": source, "explanation": source, "choices": choices}
    reply = school.instructor.client.patch(f"/api/questions/{question.id}/", changes)
    assert reply.status_code == 200, reply.data
    shown = school.learner.client.get(f"/api/questions/{question.id}/").json()
    address = f'src="/media/{picture_id}.png?'
    assert address in shown["text_html"]
    assert address in shown["choices"][0]["text_html"]
    assert shown["choices"][0]["text_html"].startswith("<img")
    result = school.learner.client.post("/api/quiz-submissions/", school.quiz.submission()).json()["results"][0]
    assert address in result["feedback"]
    assert shown["text"] == source


def test_a_file_of_another_course_gets_no_address(school, picture_id):
    other = make_school()
    question = other.quiz.questions[0]
    changes = {"text": f"![A dot](media:{picture_id})"}
    other.instructor.client.patch(f"/api/questions/{question.id}/", changes)
    assert "/media/" not in other.learner.client.get(f"/api/questions/{question.id}/").json()["text_html"]


def test_what_scripts_would_do_is_cleaned_away(school):
    question = school.quiz.questions[0]
    changes = {"text": "Is it? <script>alert(1)</script><img src=x onerror=alert(1)>"}
    school.instructor.client.patch(f"/api/questions/{question.id}/", changes)
    html = school.learner.client.get(f"/api/questions/{question.id}/").json()["text_html"]
    assert "script" not in html
    assert "onerror" not in html

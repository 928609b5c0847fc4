"""A learner finishes the Rust book: every page read, every quiz passed with the answers the book gives."""

from typing import Any

from rest_framework.test import APIClient

from lyceum.accounts.tests.factories import make_person
from lyceum.interop.services.imports import import_course
from lyceum.interop.tests.test_real_books import RUST_BOOK, needs_rust_book
from lyceum.learning.tests.factories import enroll


def right_answer(question: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a question as its author sees it."""
    answer: dict[str, Any] = {"question": question["id"]}
    if question["kind"] == "short_text":
        return {**answer, "text": question["accepted"][0]["text"]}
    if question["kind"] == "tracing":
        tracing = question["tracing"]
        if tracing["does_compile"]:
            return {**answer, "does_compile": True, "text": tracing["stdout"]}
        return {**answer, "does_compile": False, "number": tracing["line"]}
    right = [choice["id"] for choice in question["choices"] if choice["is_correct"]]
    return {**answer, "choices": right}


def pass_quiz(quiz_id: str, *, author: APIClient, learner: APIClient) -> dict[str, Any]:
    questions = author.get(f"/api/quizzes/{quiz_id}/").json()["questions"]
    answers = [right_answer(question) for question in questions]
    reply = learner.post("/api/quiz-submissions/", {"quiz": quiz_id, "answers": answers})
    assert reply.status_code == 201, reply.json()
    return reply.json()


@needs_rust_book
def test_a_learner_can_finish_the_rust_book() -> None:
    ida, sam = make_person(roles=["instructor"]), make_person()
    report = import_course(RUST_BOOK, actor=ida.actor, publish=True, on_progress=lambda _: None)
    assert (report.lesson_count, report.quiz_count, report.question_count) == (120, 93, 222)
    enroll(sam, report)
    sections = sam.client.get(f"/api/courses/{report.course_id}/outline/").json()["sections"]
    lessons = [lesson for section in sections for lesson in section["lessons"]]
    assert len(lessons) == 120
    progress: dict[str, Any] = {}
    for lesson in lessons:
        for quiz in lesson["quizzes"]:
            result = pass_quiz(quiz["id"], author=ida.client, learner=sam.client)
            assert result["percentage"] == 100, (lesson["title"], result)
            progress = result["course_progress"]
        if not lesson["quizzes"]:
            reply = sam.client.post("/api/progress/", {"lesson": lesson["id"], "completed": True})
            assert reply.status_code == 200, reply.json()
            progress = reply.json()["course_progress"]
    assert (progress["completed"], progress["total"], progress["percentage"]) == (120, 120, 100)

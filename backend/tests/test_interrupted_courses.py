"""Workers that end in the middle of erasing or copying a course: whoever goes on leaves nothing half done.

A worker that is killed has done some steps, and its last one perhaps twice; of a transaction that it did not commit
only the bytes of files are left.
"""

from collections.abc import Callable

import pytest
from bson import ObjectId

from config.wiring import BY_OUTBOX
from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog.documents import media
from lyceum.catalog.events import CourseRemoved
from lyceum.catalog.rules.files import names_of
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.catalog.tests.files import PDF_FILE, picture, stored_files, upload
from lyceum.interop.services.copies import fill_copy
from lyceum.learning.tests.factories import enroll
from lyceum.platform import errands, mongo, outbox
from tests.mongo_commands import CommandWatch
from tests.test_erase_course import KEPT, mentions

Relay = Callable[[], None]


class KilledError(Exception):
    """Stands for the end of a worker."""


@pytest.fixture
def own() -> TestPerson:
    return make_person(roles=["instructor"])


@pytest.fixture
def course(own: TestPerson, run_outbox: Relay) -> TestCourse:
    made = make_course(own, lessons=2)
    make_quiz(made.lesson_ids[0], own)
    wide = upload(own.client, picture("PNG", 400, 4), course=made.id).json()["id"]
    sheet = upload(own.client, PDF_FILE, name="sheet.pdf", course=made.id).json()["id"]
    written = {"content": f"![Wide](media:{wide})", "attachments": [sheet]}
    assert own.client.patch(made.lesson_urls[0], written).status_code == 200
    run_outbox()
    return made


@pytest.fixture(autouse=True)
def older_files() -> frozenset[str]:
    """What other tests have left in the file store."""
    return frozenset(stored_files())


def files_of(course_id: str) -> set[str]:
    """Name the files that the documents of a course's media tell of."""
    found = media.find({"course_id": ObjectId(course_id)}, limit=9)
    return {name for item in found for name in names_of(item)}


def test_steps_of_an_erasure_may_come_twice_and_in_any_order(
    own: TestPerson, course: TestCourse, run_outbox: Relay, mongo_commands: CommandWatch, older_files: frozenset[str]
) -> None:
    other = make_course(own, lessons=1)
    kept = upload(own.client, PDF_FILE, course=other.id).json()["id"]
    enroll(make_person(), course)
    run_outbox()
    assert make_person(roles=["admin"]).client.post(f"{course.url}erase/", {"confirm": course.slug}).status_code == 202
    owed, trips = outbox.outbox_rows.find({}, limit=50), errands.errands.find({}, limit=50)
    steps = [row for row in owed if row.event == "CourseRemoved"]
    assert len(steps) == len(BY_OUTBOX[CourseRemoved])
    assert {row.event for row in trips} == {"FilesLeft"}

    for row in reversed(steps):  # one step at a time, and the worker ends after it
        outbox.outbox_rows.delete_each([item.id for item in steps if item is not row])
        outbox.relay_once()
        outbox.outbox_rows.insert_all(steps)  # its successor hears of all of them
    errands.run_once()
    errands.errands.insert_all(trips)  # done, but the worker ended before it could say so
    run_outbox()

    assert mentions(course, mongo_commands) <= KEPT
    assert set(stored_files()) - older_files == {f"{kept}.pdf"}
    assert own.client.get(other.url).status_code == 200


def test_a_copy_that_was_interrupted_is_completed_and_nothing_is_there_twice(
    own: TestPerson, course: TestCourse, run_outbox: Relay, older_files: frozenset[str]
) -> None:
    made = own.client.post(f"{course.url}copy/").json()["id"]
    [errand] = errands.errands.find({}, limit=2)

    def fill_and_end() -> None:
        fill_copy(source_id=course.course_id, copy_id=ObjectId(made))
        raise KilledError

    with pytest.raises(KilledError):
        mongo.run_in_transaction(fill_and_end)
    assert own.client.get(f"/api/courses/{made}/outline/").json()["sections"] == []
    assert files_of(made) == set()
    assert set(stored_files()) - older_files > files_of(course.id)  # bytes that nobody knows of
    run_outbox()
    complete = own.client.get(f"/api/courses/{made}/outline/").json()
    errands.errands.insert(errand)  # done, but the worker ended before it could say so
    run_outbox()

    again = own.client.get(f"/api/courses/{made}/outline/").json()
    assert again == complete
    [lessons] = [section["lessons"] for section in again["sections"]]
    assert ([len(lesson["quizzes"]) for lesson in lessons], len(files_of(made))) == ([1, 0], 3)
    assert set(stored_files()) - older_files == files_of(course.id) | files_of(made)
    read = own.client.get(f"/api/lessons/{lessons[0]['id']}/").json()
    assert (read["content_html"].count("<img"), len(read["attachments"])) == (1, 1)

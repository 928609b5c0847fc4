"""How much is kept, as administrators see it: counted as files come and go."""

from lyceum.accounts.tests.factories import make_person
from lyceum.analytics.documents import storage_totals
from lyceum.analytics.services.backfill import count_earlier_files
from lyceum.catalog.tests.factories import make_course
from lyceum.catalog.tests.files import PNG_FILE, upload
from lyceum.platform import room
from lyceum.platform.room import measure_database


def shown(admin):
    seen = admin.client.get("/api/dashboard/").json()["admin"]["storage"]
    return seen["files"], seen["bytes"]


def test_files_are_counted_as_they_come_and_go_and_what_was_there_before_is_found(run_outbox, monkeypatch):
    monkeypatch.setattr("lyceum.catalog.selectors.media.SIZES_AT_ONCE", 2)
    admin, teacher = make_person(roles=("admin",)), make_person(roles=("instructor",))
    course = make_course(teacher, published=False)
    sizes = [upload(teacher.client, PNG_FILE, course=course.id).json()["bytes"] for _ in range(3)]
    sizes += [upload(admin.client, PNG_FILE, purpose="avatar").json()["bytes"]]
    assert shown(admin) == (0, 0)
    run_outbox()
    everything = (4, sum(sizes))
    assert shown(admin) == everything
    storage_totals.delete({"_id": storage_totals.find({}, limit=1)[0].id})
    for _ in range(2):
        count_earlier_files()
        assert shown(admin) == everything
    assert teacher.client.delete(course.url).status_code == 204
    run_outbox()
    assert shown(admin) == (1, sizes[-1])


def test_what_the_server_does_not_tell_is_left_out(monkeypatch):
    """A server without the command refuses it as one refuses a command of another name."""
    assert measure_database() is not None
    monkeypatch.setattr(room, "COMMAND", "noSuchStats")
    assert measure_database() is None

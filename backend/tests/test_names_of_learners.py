"""Who teaches somebody may see their name, through the HTTP API."""

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.tests.factories import enroll


def url(person):
    return f"/api/users/{person.id}/"


def test_instructors_see_the_names_of_their_own_learners_and_no_more():
    teacher, learner, other = make_person(roles=["instructor"]), make_person(name="Stu"), make_person()
    enroll(learner, make_course(teacher))
    enroll(other, make_course(make_person(roles=["instructor"])))

    assert teacher.client.get(url(learner)).json() == {"id": learner.id, "name": "Stu"}
    assert teacher.client.get(url(other)).status_code == 404
    assert other.client.get(url(learner)).status_code == 404
    assert teacher.client.patch(url(learner), {"name": "X"}).status_code == 403
    assert teacher.client.delete(url(learner)).status_code == 403

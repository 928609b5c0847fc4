"""What an answer tells somebody that they must not know, whatever its status."""

from typing import Any

from tests.role_world import LESSON_TEXT, TITLE, School

# A certificate says what was learned, to whoever its holder gave the code.
TELLS_TITLES = "/api/certificates/verify/"
TEACHERS = {"own", "admin"}
LEARNERS = {"enrolled", "classmate"}


def leaks(response: Any, *, role: str, state: str, school: School) -> list[str]:
    """Return the private words in an answer."""
    content = b"".join(response) if response.streaming else response.content
    text = content.decode(errors="replace")
    private = _private(role, state, school)
    if response.wsgi_request.path.startswith(TELLS_TITLES):
        private.discard(TITLE)
    return [word for word in sorted(private) if word in text]


def _private(role: str, state: str, school: School) -> set[str]:
    """Return the names and addresses of others, the text of lessons, and what a draft is called."""
    words = set()
    if role != "admin":
        for name, person in school.people.items():
            words |= set() if name == role else {person.username, person.email}
    if role not in TEACHERS | LEARNERS or (state == "draft" and role not in TEACHERS):
        words.add(LESSON_TEXT)
    if state == "draft" and role not in TEACHERS | LEARNERS:
        words.add(TITLE)
    return words

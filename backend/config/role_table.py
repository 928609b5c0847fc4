"""Who may do what: one line for each endpoint of the contract, as data.

`tests/test_roles.py` tries every cell, and `docs/guide/roles.md` is written from it. The columns are nobody, a student
who is not enrolled in the course, one who is, another one who is, an instructor of other courses, the instructor of the
course, and an administrator. What an address names belongs to the course, or to the enrolled student: their note,
attempt, certificate, session, notification. First stand the answers where the course is published; below them those
for a draft and for an archived course, where they differ. `yes` is a success, a number is the refusal. A 400 or 409 for
everybody who may ask stands where the request itself is not good enough, such as one without the right password.
"""

from dataclasses import dataclass
from typing import Final

ROLES: Final = ("nobody", "student", "enrolled", "classmate", "other instructor", "own instructor", "admin")
STATES: Final = ("published", "draft", "archived")
_HEAD: Final = """\
# Who may do what

Every endpoint of the API, tried by everybody: nobody (not signed in), a student who is not enrolled in the course, one
who is, another one who is (the classmate), an instructor of other courses, the instructor of the course, and an
administrator. **yes** is a success, a number is the status of the refusal; where a draft or an archived course is
another matter, that answer stands behind. What an address names belongs to the course, or to the enrolled student:
their note, attempt, certificate, session, notification. What somebody may not know of is answered with 404, as if it
were not there; a 400 or 409 for everybody who may ask is about the request, not about the role. No answer, whatever its
status, holds the username or e-mail address of somebody else, and none tells of a draft's name or a lesson's text to
somebody who may not read them.
This page is generated: `make api`.
"""

TABLE: Final = """\
GET /api/announcements/                        401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
POST /api/announcements/                       401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/announcements/{id}/                   401 404 yes yes 404 yes yes
    draft                                      401 404 404 404 404 yes yes
PATCH /api/announcements/{id}/                 401 404 403 403 404 yes yes
    draft                                      401 404 404 404 404 yes yes
DELETE /api/announcements/{id}/                401 404 403 403 404 yes yes
    draft                                      401 404 404 404 404 yes yes
GET /api/attempts/{id}/                        401 404 yes 404 404 yes yes
PATCH /api/attempts/{id}/                      401 404 409 404 404 404 404
POST /api/attempts/{id}/grades/                401 404 403 404 404 400 400
POST /api/attempts/{id}/override/              401 404 403 404 404 yes yes
POST /api/attempts/{id}/submit/                401 404 yes 404 404 404 404
GET /api/audit-log/                            401 403 403 403 403 403 yes
POST /api/auth/email/resend/                   400 400 400 400 400 400 400
POST /api/auth/email/verify/                   400 400 400 400 400 400 400
POST /api/auth/login/                          400 400 400 400 400 400 400
POST /api/auth/logout/                         401 yes yes yes yes yes yes
GET /api/auth/mfa/                             401 yes yes yes yes yes yes
POST /api/auth/mfa/recovery-codes/             401 400 400 400 400 400 400
POST /api/auth/mfa/totp/                       401 400 400 400 400 400 400
POST /api/auth/mfa/totp/confirm/               401 400 400 400 400 400 400
POST /api/auth/mfa/totp/disable/               401 400 400 400 400 400 400
POST /api/auth/mfa/verify/                     400 400 400 400 400 400 400
POST /api/auth/password/change/                401 400 400 400 400 400 400
POST /api/auth/password/reset/                 400 400 400 400 400 400 400
POST /api/auth/password/reset/confirm/         400 400 400 400 400 400 400
POST /api/auth/registration/                   400 400 400 400 400 400 400
GET /api/auth/sessions/                        401 yes yes yes yes yes yes
DELETE /api/auth/sessions/{id}/                401 404 yes 404 404 404 404
POST /api/auth/token/refresh/                  403 403 403 403 403 403 403
POST /api/auth/token/verify/                   400 400 400 400 400 400 400
GET /api/auth/user/                            401 yes yes yes yes yes yes
PATCH /api/auth/user/                          401 yes yes yes yes yes yes
POST /api/auth/user/delete/                    401 400 400 400 400 400 400
GET /api/auth/user/export/                     401 404 404 404 404 404 404
POST /api/auth/user/export/                    401 yes yes yes yes yes yes
GET /api/auth/user/export/file/                401 404 404 404 404 404 404
GET /api/bookmarks/                            401 yes yes yes yes yes yes
PUT /api/bookmarks/{id}/                       401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
DELETE /api/bookmarks/{id}/                    401 404 yes 404 404 404 404
GET /api/categories/                           yes yes yes yes yes yes yes
POST /api/categories/                          401 403 403 403 403 403 yes
GET /api/categories/{id}/                      yes yes yes yes yes yes yes
PUT /api/categories/{id}/                      401 403 403 403 403 403 yes
PATCH /api/categories/{id}/                    401 403 403 403 403 403 yes
DELETE /api/categories/{id}/                   401 403 403 403 403 403 yes
GET /api/certificates/                         401 yes yes yes yes yes yes
GET /api/certificates/{id}/                    401 404 yes 404 404 yes yes
GET /api/certificates/{id}/pdf/                401 404 yes 404 404 yes yes
GET /api/certificates/verify/{code}/           yes yes yes yes yes yes yes
GET /api/choices/                              401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
POST /api/choices/                             401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/choices/{id}/                         401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
PUT /api/choices/{id}/                         401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
PATCH /api/choices/{id}/                       401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
DELETE /api/choices/{id}/                      401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/courses/                              yes yes yes yes yes yes yes
POST /api/courses/                             401 403 403 403 yes yes yes
GET /api/courses/{id}/analytics/               401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/courses/{id}/analytics/{table}/csv/   401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/courses/{id}/codes/                   401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/courses/{id}/codes/                  401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
DELETE /api/courses/{id}/codes/{code_id}/      401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/courses/{id}/enrollment-rules/        yes yes yes yes yes yes yes
    draft                                      404 404 404 404 404 yes yes
    archived                                   404 404 yes yes 404 yes yes
PUT /api/courses/{id}/enrollment-rules/        401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/courses/{id}/lesson-rules/            yes yes yes yes yes yes yes
    draft                                      404 404 404 404 404 yes yes
    archived                                   404 404 yes yes 404 yes yes
PUT /api/courses/{id}/lesson-rules/            401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/courses/{id}/                         yes yes yes yes yes yes yes
    draft                                      404 404 404 404 404 yes yes
    archived                                   404 404 yes yes 404 yes yes
PUT /api/courses/{id}/                         401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
PATCH /api/courses/{id}/                       401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
DELETE /api/courses/{id}/                      401 403 403 403 403 409 409
    draft                                      401 404 404 404 404 409 409
    archived                                   401 404 403 403 404 409 409
POST /api/courses/{id}/archive/                401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/courses/{id}/checklist/               401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/courses/{id}/copy/                   401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/courses/{id}/erase/                  401 403 403 403 403 403 400
    draft                                      401 404 404 404 404 403 400
    archived                                   401 404 403 403 404 403 400
GET /api/courses/{id}/outline/                 yes yes yes yes yes yes yes
    draft                                      404 404 404 404 404 yes yes
    archived                                   404 404 yes yes 404 yes yes
PUT /api/courses/{id}/outline/                 401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/courses/{id}/publish/                401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/courses/{id}/sections/               401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/courses/facets/                       yes yes yes yes yes yes yes
GET /api/dashboard/{table}/csv/                401 403 403 403 403 403 yes
GET /api/dashboard/                            401 yes yes yes yes yes yes
GET /api/enrollments/                          401 yes yes yes yes yes yes
POST /api/enrollments/                         401 yes 400 400 yes yes yes
    draft                                      401 404 404 404 404 409 409
    archived                                   401 404 409 409 404 409 409
GET /api/enrollments/{id}/                     401 404 yes 404 404 yes yes
DELETE /api/enrollments/{id}/                  401 404 yes 404 404 403 yes
GET /api/enrollments/{id}/resume/              401 404 yes 404 404 yes yes
GET /api/lessons/                              yes yes yes yes yes yes yes
    draft                                      404 404 404 404 404 yes yes
    archived                                   404 404 yes yes 404 yes yes
POST /api/lessons/                             401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/lessons/{id}/                         401 403 yes yes 403 yes yes
    draft                                      404 404 404 404 404 yes yes
    archived                                   404 404 yes yes 404 yes yes
PUT /api/lessons/{id}/                         401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
PATCH /api/lessons/{id}/                       401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
DELETE /api/lessons/{id}/                      401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/media/                                401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/media/                               401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/media/{id}/                           401 404 404 404 404 yes yes
PATCH /api/media/{id}/                         401 404 404 404 404 yes yes
DELETE /api/media/{id}/                        401 404 404 404 404 yes yes
GET /api/notes/                                401 yes yes yes yes yes yes
POST /api/notes/                               401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
GET /api/notes/{id}/                           401 404 yes 404 404 404 404
PATCH /api/notes/{id}/                         401 404 yes 404 404 404 404
DELETE /api/notes/{id}/                        401 404 yes 404 404 404 404
GET /api/notifications/                        401 yes yes yes yes yes yes
POST /api/notifications/{id}/read/             401 404 yes 404 404 404 404
GET /api/notifications/preferences/            401 yes yes yes yes yes yes
PUT /api/notifications/preferences/            401 400 400 400 400 400 400
POST /api/notifications/read-all/              401 yes yes yes yes yes yes
GET /api/notifications/unread-count/           401 yes yes yes yes yes yes
GET /api/notifications/unsubscribe/            404 404 404 404 404 404 404
POST /api/notifications/unsubscribe/           404 404 404 404 404 404 404
GET /api/outbox/dead/                          401 403 403 403 403 403 yes
POST /api/outbox/dead/{row_id}/replay/         401 403 403 403 403 403 yes
GET /api/progress/                             401 403 yes yes 403 403 403
POST /api/progress/                            401 403 yes yes 403 403 403
    draft                                      401 404 404 404 404 403 403
    archived                                   401 404 yes yes 404 403 403
GET /api/questions/                            401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
POST /api/questions/                           401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/questions/{id}/                       401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
PUT /api/questions/{id}/                       401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
PATCH /api/questions/{id}/                     401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
DELETE /api/questions/{id}/                    401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/quiz-submissions/                     401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
POST /api/quiz-submissions/                    401 403 yes yes 403 403 403
    draft                                      401 404 404 404 404 403 403
    archived                                   401 404 yes yes 404 403 403
GET /api/quiz-submissions/{id}/                401 404 yes 404 404 yes yes
GET /api/quizzes/                              401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
POST /api/quizzes/                             401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/quizzes/{id}/accommodations/          401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/quizzes/{id}/accommodations/         401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/quizzes/{id}/attempts/               401 403 yes yes 403 403 403
    draft                                      401 404 404 404 404 403 403
    archived                                   401 404 yes yes 404 403 403
GET /api/quizzes/{id}/export/                  401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/quizzes/{id}/import/                  401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/quizzes/{id}/import/                 401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/quizzes/{id}/regrade/                401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/quizzes/{id}/standing/                401 403 yes yes 403 403 403
    draft                                      401 404 404 404 404 403 403
    archived                                   401 404 yes yes 404 403 403
GET /api/quizzes/{id}/statistics/              401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
GET /api/quizzes/{id}/                         401 403 yes yes 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 yes yes 404 yes yes
PUT /api/quizzes/{id}/                         401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
PATCH /api/quizzes/{id}/                       401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
DELETE /api/quizzes/{id}/                      401 403 403 403 403 yes yes
    draft                                      401 404 404 404 404 yes yes
    archived                                   401 404 403 403 404 yes yes
POST /api/realtime/ticket/                     401 yes yes yes yes yes yes
GET /api/users/                                yes yes yes yes yes yes yes
POST /api/users/                               401 403 403 403 403 403 yes
GET /api/users/{id}/                           404 404 yes 404 404 yes yes
PATCH /api/users/{id}/                         401 404 403 404 404 403 yes
DELETE /api/users/{id}/                        401 404 403 404 404 403 yes
POST /api/users/{id}/invite/                   401 404 403 404 404 403 yes
POST /api/users/{id}/revoke-sessions/          401 404 403 404 404 403 yes
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """What each role is answered at one endpoint, `yes` or a status, in each state of the course."""

    endpoint: str
    cells: dict[str, tuple[str, ...]]

    @property
    def noun(self) -> str:
        """The first word of the address."""
        return self.endpoint.split("/")[2]


def role_rows() -> dict[str, RoleRow]:
    """Read the table."""
    rows: dict[str, RoleRow] = {}
    endpoint = ""
    for line in TABLE.splitlines():
        if line.startswith(" "):
            state, *cells = line.split()
            rows[endpoint].cells[state] = tuple(cells)
        else:
            method, path, *cells = line.split()
            endpoint = f"{method} {path}"
            rows[endpoint] = RoleRow(endpoint=endpoint, cells=dict.fromkeys(STATES, tuple(cells)))
    return rows


def roles_page() -> str:
    """Write the guide's page, one section for each noun."""
    lines = [_HEAD]
    noun = ""
    for row in role_rows().values():
        if row.noun != noun:
            noun = row.noun
            lines += ["", f"## {noun}", "", f"| | {' | '.join(ROLES)} |", "| --- " * (len(ROLES) + 1) + "|"]
        cells = [_cell(*answers) for answers in zip(*row.cells.values(), strict=True)]
        lines.append(f"| `{row.endpoint}` | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(published: str, draft: str, archived: str) -> str:
    states = {"draft": draft, "archived": archived}
    others = [f"{answer} ({state})" for state, answer in states.items() if answer != published]
    return ", ".join([published, *others])

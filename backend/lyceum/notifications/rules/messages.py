"""What notifications say, in every language that Lyceum speaks, and how long they are kept; free of storage and HTTP.

The text is made of the kind and the data alone, so that one that was told in English can be mailed in Arabic later.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

KEPT_AFTER_READING: Final = timedelta(days=90)
EVERYTHING: Final = 100
ENGLISH: Final = "en"
_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    ENGLISH: {
        "enrolled": "You are enrolled in “{course_title}”.",
        "queued": "“{course_title}” is full. You are on its waiting list.",
        "seat_granted": "You have a seat in “{course_title}” now. Welcome!",
        "milestone": "You have reached {percentage} % of “{course_title}”.",
        "milestone.everything": "You have completed “{course_title}”. Congratulations!",
        "certificate": "Your certificate for “{course_title}” is ready.",
        "quiz_passed": "You passed the quiz “{quiz_title}” with {percentage} %.",
        "quiz_passed.untold": "You passed the quiz “{quiz_title}”.",
        "quiz_retry": "You reached {percentage} % in the quiz “{quiz_title}”. Have another try.",
        "quiz_retry.untold": "You have not passed the quiz “{quiz_title}” yet. Have another try.",
        "announcement": "News in “{course_title}”: {title}",
        "streak": "You have learned on {days} days in a row. Learn something today to keep it up.",
    },
    "ar": {
        "enrolled": "أنت مسجَّل في «{course_title}».",
        "queued": "اكتمل عدد المقاعد في «{course_title}». أنت الآن في قائمة الانتظار.",
        "seat_granted": "صار لك مقعد في «{course_title}». أهلًا بك!",
        "milestone": "بلغت ‎{percentage} %‎ من «{course_title}».",
        "milestone.everything": "أتممت «{course_title}». تهانينا!",
        "certificate": "شهادتك في «{course_title}» جاهزة.",
        "quiz_passed": "اجتزت اختبار «{quiz_title}» بنسبة ‎{percentage} %‎.",
        "quiz_passed.untold": "اجتزت اختبار «{quiz_title}».",
        "quiz_retry": "حصلت على ‎{percentage} %‎ في اختبار «{quiz_title}». حاول مرة أخرى.",
        "quiz_retry.untold": "لم تجتز اختبار «{quiz_title}» بعد. حاول مرة أخرى.",
        "announcement": "جديد «{course_title}»: {title}",
        "streak": "عدد الأيام المتتالية التي تعلَّمت فيها: {days}. تعلَّم شيئًا اليوم لتحافظ عليها.",
    },
}


def message_of(kind: str, data: Mapping[str, str | int], *, language: str = ENGLISH) -> str:
    """Say what a notification is about; in English where there is no text for the language (BCP 47)."""
    texts = _TEXTS.get(language.partition("-")[0], _TEXTS[ENGLISH])
    return texts[_variant(kind, data)].format_map(data)


def expiry(*, read_at: datetime) -> datetime:
    """Return when a notification that was read goes away."""
    return read_at + KEPT_AFTER_READING


def _variant(kind: str, data: Mapping[str, str | int]) -> str:
    """Name the text: reaching everything is congratulated, and quizzes may keep the percentage to themselves."""
    percentage = data.get("percentage")
    if kind == "milestone" and percentage == EVERYTHING:
        return "milestone.everything"
    if kind in {"quiz_passed", "quiz_retry"} and percentage is None:
        return f"{kind}.untold"
    return kind

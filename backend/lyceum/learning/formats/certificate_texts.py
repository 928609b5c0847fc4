"""What certificates say, in each language that they are written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

ENGLISH: Final = "en"
MINUTES_OF_AN_HOUR: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateTexts:
    """The phrases of one language around the facts; `study` takes lessons and a length, `completed` a day."""

    heading: str
    certifies: str
    has_completed: str
    study: str
    minutes: str
    one_hour: str
    hours: str
    completed: str
    instructor: str
    code: str
    verify: str
    months: tuple[str, ...]
    is_right_to_left: bool = False

    def length_of(self, minutes: int) -> str:
        """Return a length of study as people say it."""
        if minutes < MINUTES_OF_AN_HOUR:
            return self.minutes.format(minutes)
        hours = round(minutes / MINUTES_OF_AN_HOUR * 2) / 2
        return self.one_hour if hours == 1 else self.hours.format(f"{hours:g}")

    def day_of(self, moment: datetime) -> str:
        """Return a date."""
        return f"{moment.day} {self.months[moment.month - 1]} {moment.year}"


_TEXTS: Final[Mapping[str, CertificateTexts]] = {
    ENGLISH: CertificateTexts(
        heading="Certificate of completion",
        certifies="This is to certify that",
        has_completed="has completed every lesson of",
        study="{lessons} lessons, {length} of study",
        minutes="{} minutes",
        one_hour="1 hour",
        hours="{} hours",
        completed="Completed on {}",
        instructor="Instructor: {}",
        code="Certificate {}",
        verify="Verify it at {}",
        months=(
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
    ),
    "ar": CertificateTexts(
        heading="شهادة إتمام",
        certifies="نشهد بأن",
        has_completed="قد أتمّ جميع دروس",
        study="عدد الدروس: {lessons}، مدة الدراسة: {length}",
        minutes="{} دقيقة",
        one_hour="ساعة واحدة",
        hours="{} ساعة",
        completed="تاريخ الإتمام: {}",
        instructor="المدرِّس: {}",
        code="رقم الشهادة: {}",
        verify="للتحقق منها: {}",
        months=(
            *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
            *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
        ),
        is_right_to_left=True,
    ),
}


def certificate_language(tag: str) -> str:
    """Return the language (BCP 47) in which a certificate is written for somebody who reads this one."""
    language = tag.partition("-")[0]
    return language if language in _TEXTS else ENGLISH


def texts_in(language: str) -> CertificateTexts:
    """Return the phrases of a language."""
    return _TEXTS[certificate_language(language)]

"""What other capabilities may ask of the catalog: courses and lessons by id, quizzes in the outline, imports."""

from lyceum.catalog.rules.lessons import CaptionFields
from lyceum.catalog.rules.outlines import LessonPlace, QuizRef
from lyceum.catalog.rules.videos import check_video_url
from lyceum.catalog.selectors.access import (
    get_authored_course,
    get_authored_lesson,
    get_course_offer,
    get_readable_lesson,
)
from lyceum.catalog.selectors.avatars import find_own_avatar, get_avatar_url
from lyceum.catalog.selectors.courses import (
    CourseOffer,
    count_courses_by_status,
    find_course_by_slug,
    find_course_offers,
    list_authored_offers,
)
from lyceum.catalog.selectors.media import MediaSum, save_media, sum_media
from lyceum.catalog.selectors.outlines import (
    get_lesson_place,
    list_known_places,
    list_known_quizzes,
    list_lesson_places,
)
from lyceum.catalog.selectors.personal_data import (
    collect_personal_data,
    erase_personal_data,
    list_erasures,
)
from lyceum.catalog.selectors.sources import (
    CourseSource,
    LessonSource,
    MediaSource,
    SectionSource,
    get_course_source,
)
from lyceum.catalog.selectors.texts import resolve_html
from lyceum.catalog.services.avatars import remove_avatar
from lyceum.catalog.services.courses import count_enrollment, set_course_image
from lyceum.catalog.services.facet_counts import recount_facets
from lyceum.catalog.services.imports import (
    CategoryDraft,
    CourseDraft,
    LessonDraft,
    SectionDraft,
    store_course,
    store_lesson,
    store_outline,
)
from lyceum.catalog.services.media import check_media, store_media
from lyceum.catalog.services.outlines import place_quiz, remove_quiz
from lyceum.catalog.services.publishing import publish_course
from lyceum.catalog.services.search import index_all_courses
from lyceum.catalog.services.texts import render_text
from lyceum.catalog.services.whole_courses import WholeCourse, WholeSection, insert_courses

__all__ = [
    "CaptionFields",
    "CategoryDraft",
    "CourseDraft",
    "CourseOffer",
    "CourseSource",
    "LessonDraft",
    "LessonPlace",
    "LessonSource",
    "MediaSource",
    "MediaSum",
    "QuizRef",
    "SectionDraft",
    "SectionSource",
    "WholeCourse",
    "WholeSection",
    "check_media",
    "check_video_url",
    "collect_personal_data",
    "count_courses_by_status",
    "count_enrollment",
    "erase_personal_data",
    "find_course_by_slug",
    "find_course_offers",
    "find_own_avatar",
    "get_authored_course",
    "get_authored_lesson",
    "get_avatar_url",
    "get_course_offer",
    "get_course_source",
    "get_lesson_place",
    "get_readable_lesson",
    "index_all_courses",
    "insert_courses",
    "list_authored_offers",
    "list_erasures",
    "list_known_places",
    "list_known_quizzes",
    "list_lesson_places",
    "place_quiz",
    "publish_course",
    "recount_facets",
    "remove_avatar",
    "remove_quiz",
    "render_text",
    "resolve_html",
    "save_media",
    "set_course_image",
    "store_course",
    "store_lesson",
    "store_media",
    "store_outline",
    "sum_media",
]

"""Refusals of the catalog."""

from lyceum.platform.errors import ConflictError, ForbiddenError, InvalidError, TooLargeError


class NotEnrolledError(ForbiddenError):
    """The lesson is for those who have a place in its course."""

    code = "not_enrolled"


class HasEnrollmentsError(ConflictError):
    """People learn in the course; it can be archived but not deleted."""

    code = "has_enrollments"


class HasCoursesError(ConflictError):
    """The category is in use."""

    code = "has_courses"


class MediaInUseError(ConflictError):
    """Something shows or offers the file."""

    code = "media_in_use"


class SlugTakenError(ConflictError):
    """Another one has this slug."""

    code = "slug_taken"


class NotReadyError(ConflictError):
    """The course lacks what a published course must have; `extra["problems"]` lists it."""

    code = "not_ready"


class UnsupportedFileError(InvalidError):
    """The content of the file is none of the kinds that are kept."""

    code = "unsupported_file"


class DamagedFileError(InvalidError):
    """The file is cut off or cannot be read."""

    code = "damaged_file"


class UnsafeFileError(InvalidError):
    """The file holds what could harm those who open it."""

    code = "unsafe_file"


class ImageTooLargeError(InvalidError):
    """The picture has more pixels than a picture may have."""

    code = "image_too_large"


class FileTooLargeError(TooLargeError):
    """The file is larger than files of its kind may be."""

    code = "file_too_large"

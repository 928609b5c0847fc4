"""Links between the files of a course folder, as references between lessons and media, and back.

On disk a link is the path from one file to another, so that editors and code hosts can follow it.
"""

import posixpath
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lyceum.interop.formats.course_files import CourseFiles, Origin, line_at
from lyceum.interop.formats.course_package import MediaFile
from lyceum.interop.formats.folder.layout import MEDIA_FOLDER
from lyceum.interop.formats.link_targets import (
    Target,
    encode,
    is_relative,
    replace_targets,
    split_anchor,
)


@dataclass(slots=True, kw_only=True)
class LinkReader:
    """Turns paths into `lesson:KEY` and `media:NAME`, and remembers which media were named."""

    files: CourseFiles
    lesson_keys: dict[PurePosixPath, str]
    media: dict[str, Path] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)

    def read(self, text: str, *, file: PurePosixPath, first_line: int) -> str:
        """Return the text of a file with its links as references.

        Raises:
            CourseFormatError: a link leads to no file of the course.
        """

        def change(target: Target) -> str:
            if not is_relative(target.url):
                return target.url
            line = first_line + line_at(text, target.offset) - 1
            return self._reference(target.url, file, Origin(file=str(file), line=line))

        return replace_targets(text, change)

    def _reference(self, url: str, file: PurePosixPath, origin: Origin) -> str:
        path, anchor = split_anchor(url)
        target = PurePosixPath(posixpath.normpath(file.parent / path))
        if target in self.lesson_keys:
            return f"lesson:{encode(self.lesson_keys[target])}{anchor}"
        return f"media:{encode(self.add_media(target, origin=origin))}"

    def add_media(self, target: PurePosixPath, *, origin: Origin) -> str:
        """Return the name of a media file of the course.

        Raises:
            CourseFormatError: there is no such file, or it is not directly in `media`.
        """
        path = self.files.find(target, origin=origin)
        if path is None:
            raise origin.error(f"there is no file or lesson {str(target)!r}")
        if target.suffix == ".md":
            raise origin.error(f"course.yaml names no lesson {str(target)!r}")
        if target.parent != MEDIA_FOLDER:
            raise origin.error(f"{str(target)!r} must lie directly in the folder 'media'")
        self.media[target.name] = path
        return target.name

    def media_files(self) -> tuple[MediaFile, ...]:
        """Return the media that were named, by name."""
        named = sorted(self.media.items())
        return tuple(MediaFile(name=name, path=path, alt=self.alts.get(name, "")) for name, path in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWriter:
    """Turns references into paths; a reference that leads nowhere stays as it is."""

    lesson_paths: dict[str, PurePosixPath]
    media_names: frozenset[str]

    def write(self, text: str, *, file: PurePosixPath) -> str:
        """Return the text for a file with its references as links."""

        def change(target: Target) -> str:
            kind, _, rest = target.url.partition(":")
            name, anchor = split_anchor(rest)
            if kind == "lesson" and name in self.lesson_paths:
                return f"{_path_between(file, self.lesson_paths[name])}{anchor}"
            if kind == "media" and name in self.media_names:
                return _path_between(file, MEDIA_FOLDER / name)
            return target.url

        return replace_targets(text, change)


def _path_between(file: PurePosixPath, target: PurePosixPath) -> str:
    return encode(posixpath.relpath(target, file.parent))

"""Links and pictures of a book: to pages, to files beside them, and to nowhere.

mdBook publishes what lies below the book's source, so only that can be linked; a link that leads elsewhere becomes
plain text and is noted.
"""

import posixpath
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from lyceum.interop.formats.course_files import CourseFiles, Origin
from lyceum.interop.formats.course_package import ImportNote, MediaFile
from lyceum.interop.formats.link_targets import (
    Target,
    encode,
    is_relative,
    list_targets,
    replace_targets,
    split_anchor,
    unlink,
)

MEDIA_SUFFIXES: Final = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".mp4", ".webm", ".vtt"})
_INDEX_NAMES: Final = ("README.md", "index.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTarget:
    """A page that can be linked: its key, and the anchor of its title, which is not in its text."""

    key: str
    title_anchor: str


@dataclass(slots=True, kw_only=True)
class BookLinks:
    """Turns addresses into references; `notes` tells which led nowhere, `media` which files are shown."""

    files: CourseFiles
    source: PurePosixPath
    pages: dict[PurePosixPath, PageTarget]
    notes: list[ImportNote] = field(default_factory=list)
    _media: dict[PurePosixPath, MediaFile] = field(default_factory=dict)

    def read(self, text: str, *, page: PurePosixPath, origin: Origin) -> str:
        """Return the text with its links as references; `page` is the file it is shown on.

        `origin` is the file of the text; without a line, notes look for the link in that file.
        """
        broken = [target for target in list_targets(text) if self._reference(target.url, page) is None]
        for target in broken:
            line = origin.line or self.files.find_line(target.url, file=PurePosixPath(origin.file))
            message = f"left out: the link to {target.url!r} leads to nothing in the book"
            self.notes.append(ImportNote(file=origin.file, line=line, message=message))
        urls = frozenset(target.url for target in broken if not target.label)
        labels = frozenset(target.label for target in broken if target.label)
        text = unlink(text, urls, labels) if broken else text

        def change(target: Target) -> str:
            return self._reference(target.url, page) or target.url

        return replace_targets(text, change)

    def _reference(self, url: str, page: PurePosixPath) -> str | None:
        """Return what stands for an address, or None where it leads nowhere."""
        if not is_relative(url):
            return url
        path_text, anchor = split_anchor(url)
        path = PurePosixPath(posixpath.normpath(page.parent / path_text))
        target = self._find_page(path, is_folder=path_text.endswith("/"))
        if target is not None:
            anchor = "" if anchor == f"#{target.title_anchor}" else anchor
            return f"lesson:{encode(target.key)}{anchor}"
        media = self.find_media(path)
        return None if media is None else f"media:{encode(media.name)}"

    def _find_page(self, path: PurePosixPath, *, is_folder: bool) -> PageTarget | None:
        paths = [path, path.with_suffix(".md")] if path.name else []
        if is_folder or path.stem == "index":
            folder = path if is_folder else path.parent
            paths += [folder / name for name in _INDEX_NAMES]
        return next((self.pages[path] for path in paths if path in self.pages), None)

    def find_media(self, path: PurePosixPath) -> MediaFile | None:
        """Return the file below the book's source as a media file, or None where it cannot be one."""
        if path.is_absolute() or ".." in path.parts or path.suffix.lower() not in MEDIA_SUFFIXES:
            return None
        if path not in self._media:
            found = self.files.find(self.source / path, origin=Origin(file=str(self.source)))
            if found is None:
                return None
            self._media[path] = MediaFile(name=self._free_name(path), path=found)
        return self._media[path]

    def _free_name(self, path: PurePosixPath) -> str:
        """Name a file by its last part, or by its whole path where another has that name."""
        taken = {media.name for media in self._media.values()}
        return path.name if path.name not in taken else "-".join(path.parts)

    def media_files(self) -> tuple[MediaFile, ...]:
        """Return the files that are shown, by name."""
        return tuple(sorted(self._media.values(), key=lambda media: media.name))

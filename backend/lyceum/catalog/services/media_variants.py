"""Narrower versions of pictures, made once by the worker: WebP, upright, without what a camera adds."""

import io
import warnings
from typing import IO, BinaryIO, Final

import structlog
from bson import ObjectId
from PIL import Image, ImageOps

from lyceum.catalog.documents import Media, Variant, courses, media
from lyceum.catalog.rules.files import names_of, variant_name
from lyceum.catalog.rules.media import MOST_PIXELS, variant_widths
from lyceum.catalog.services.outlines import forget_course
from lyceum.platform.files import file_name
from lyceum.platform.mongo import run_in_transaction, to_bson
from lyceum.platform.storage.store import file_store

log = structlog.get_logger(__name__)

_QUALITY: Final = 80
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def make_variants(media_id: ObjectId) -> None:
    """Make and keep the narrower versions of a picture; nothing where they are there or the picture has gone."""
    picture = media.find_by_id(media_id)
    if picture is None or picture.variants:
        return
    store = file_store()
    try:
        with store.open(file_name(str(picture.id), picture.extension)) as file:
            made = _narrow(file, picture)
    except FileNotFoundError:  # removed meanwhile
        return
    for variant, content in made:
        store.put(variant_name(media_id, variant.width), content)
    variants = tuple(variant for variant, _ in made)
    if variants and not run_in_transaction(lambda: _note(picture, variants)):
        for variant in variants:
            store.delete(variant_name(media_id, variant.width))


def _narrow(file: IO[bytes], picture: Media) -> list[tuple[Variant, BinaryIO]]:
    """Decode a picture once; one that moves, or that cannot be decoded, stays the only version of itself."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file) as opened:
            if getattr(opened, "n_frames", 1) > 1:
                return []
            upright = ImageOps.exif_transpose(opened)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        log.warning("picture_not_decoded", media_id=str(picture.id), reason=type(error).__name__)
        return []
    widths = variant_widths(picture.purpose, width=plain.width)
    return [_version(plain, width) for width in widths]


def _version(picture: Image.Image, width: int) -> tuple[Variant, BinaryIO]:
    height = max(1, round(picture.height * width / picture.width))
    content = io.BytesIO()
    smaller = picture.resize((width, height), Image.Resampling.LANCZOS)
    smaller.save(content, format="WEBP", quality=_QUALITY, exif=b"", xmp=b"")
    return Variant(width=width, height=height), content


def _note(picture: Media, variants: tuple[Variant, ...]) -> bool:
    """Say in the picture, and in the course that it is the image of, which versions there are."""
    stored = to_bson(variants)
    if not media.update({"_id": picture.id}, {"$set": {"variants": stored}}):
        return media.find_by_id(picture.id) is not None
    if picture.course_id is not None:
        where = {"_id": picture.course_id, "image.media_id": picture.id}
        if courses.update(where, {"$set": {"image.variants": stored}}):
            forget_course(picture.course_id)
    log.info("variants_made", media_id=str(picture.id), names=list(names_of(picture)))
    return True

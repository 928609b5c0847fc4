"""Categories, courses, their outlines, lessons and media."""

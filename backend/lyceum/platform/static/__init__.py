"""Files that are part of a release: the built front end, and what Django's applications bring."""

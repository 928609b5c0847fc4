"""`import_course` and `export_course`."""

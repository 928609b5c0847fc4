"""Course formats: files in, a frozen `CoursePackage` out, and back. No Django, no database."""

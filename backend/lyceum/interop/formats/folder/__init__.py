"""Lyceum's own course folder: `course.yaml`, Markdown lessons with front matter, quizzes in YAML."""

"""The settings, with secrets that protect nothing."""

import importlib
import os
import sys

SECRETS = ("SECRET_KEY", "JWT_SIGNING_KEY", "MEDIA_SIGNING_KEY", "METRICS_TOKEN")
for name in SECRETS:
    os.environ.setdefault(name, f"test-{name}-0123456789-0123456789-0123456789")

# Django reads this module by its name, and gets the real one.
sys.modules[__name__] = importlib.import_module("config.settings")

"""Django's settings, read from the environment (12-factor).

Each variable is declared through `environment`; `lyceum manage write_docs` makes docs/guide/settings.md from that.
`lyceum up` sets the addresses and secrets of the embedded stores.
"""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url

from lyceum.platform.environment import Environment
from lyceum.platform.logs import configure

environment = Environment()
REPOSITORY = Path(__file__).resolve().parents[2]

# Where things are
PUBLIC_URL = environment.text(
    "PUBLIC_URL", "http://127.0.0.1:8000", "The address people open; links in mails start with it."
).rstrip("/")
ALLOWED_HOSTS = environment.items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "Host names that requests may name.")
TRUSTED_ORIGINS = environment.items(
    "TRUSTED_ORIGINS",
    "",
    "Further origins (scheme://host) that may use sign-in cookies and the WebSocket.",
)
FRONTEND_DIST = Path(environment.text("FRONTEND_DIST", str(REPOSITORY / "frontend" / "dist"), "The built front end."))
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(REPOSITORY / "var" / "media"), "Folder of uploaded files."))

# Stores
MONGODB_URI = environment.text("MONGODB_URI", "mongodb://127.0.0.1:27017/lyceum", "The document store; a replica set.")
MONGODB_TIMEOUT_MS = environment.number(
    "MONGODB_TIMEOUT_MS", 2_000, "How long one operation of the document store may take."
)
MONGODB_RETRY_WRITES = environment.flag("MONGODB_RETRY_WRITES", True, "Retry a write once; `no` for DocumentDB.")
REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0", "Redis or Valkey: cache, rate limits, pub/sub.")
DATABASE_URL = environment.text(
    "DATABASE_URL",
    f"sqlite:///{REPOSITORY / 'var' / 'auth.sqlite3'}",
    "Accounts and sessions: SQLite, or PostgreSQL where there is more than one instance.",
)

# Secrets: none has a usable default; `lyceum up` makes its own on first start
# Without it, as for a check of types, a process has one that nobody knows: tickets of others mean nothing to it.
SECRET_KEY = environment.text("SECRET_KEY", "", "Django's secret.") or secrets.token_urlsafe(32)
JWT_SIGNING_KEY = environment.text("JWT_SIGNING_KEY", "", "Signs access and refresh tokens.")
MEDIA_SIGNING_KEY = environment.text("MEDIA_SIGNING_KEY", "", "Signs the addresses of media files.")
METRICS_TOKEN = environment.text("METRICS_TOKEN", "", "Bearer token for /metrics; empty closes the page.")

# Behaviour
DEBUG = environment.flag("DEBUG", False, "Django's debug pages; never in production.")
LOG_LEVEL = environment.text("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR.")
LOG_PRETTY = environment.flag("LOG_PRETTY", False, "Logs for eyes instead of JSON.")
WEB_THREADS = environment.number("WEB_THREADS", 6, "Threads of a web process that run views.")
JSON_BODY_LIMIT = environment.number("JSON_BODY_LIMIT", 1_000_000, "Largest JSON body, in bytes.")
WORKER_HEARTBEAT = environment.text(
    "WORKER_HEARTBEAT", "", "File that the worker writes its process id into every few seconds while it works."
)
UPLOAD_LIMIT = environment.number("UPLOAD_LIMIT", 200_000_000, "Largest upload, in bytes.")
EDGE_TTL = environment.number(
    "EDGE_TTL", 0, "Seconds for which proxies and CDNs may keep the anonymous catalogue without asking."
)

configure(level=LOG_LEVEL, pretty=LOG_PRETTY)
LOGGING_CONFIG = None

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "lyceum.accounts",
    "lyceum.interop",
    "config",
]
MIDDLEWARE = [
    "lyceum.platform.http.RequestLogMiddleware",
    "django.middleware.common.CommonMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [], "APP_DIRS": True}]
APPEND_SLASH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = JSON_BODY_LIMIT
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
STATIC_URL = "/static/"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Accounts
AUTH_USER_MODEL = "accounts.Account"
DATABASES: dict[str, Any] = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 2,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=2000;",
    }
ACCESS_TOKEN_LIFETIME = timedelta(minutes=15)
REFRESH_TOKEN_LIFETIME = timedelta(days=14)
PASSWORD_HASHERS = ["lyceum.accounts.models.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["lyceum.accounts.permissions.AccessTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["lyceum.platform.bodies.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["lyceum.platform.bodies.ProblemRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "lyceum.platform.http.answer_exception",
    "UNAUTHENTICATED_USER": "lyceum.platform.actors.nobody",
    "COERCE_DECIMAL_TO_STRING": True,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Lyceum",
    "DESCRIPTION": "The HTTP API of Lyceum, an e-learning management system.",
    "VERSION": "0.1.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "COMPONENT_SPLIT_PATCH": True,
    "SCHEMA_PATH_PREFIX": "/api",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {"Role": "lyceum.platform.actors.Role"},
}

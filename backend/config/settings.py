"""Django's settings, read from the environment (12-factor).

Each variable is declared through `environment`; `lyceum manage write_docs` makes docs/guide/settings.md from that.
`lyceum up` sets the addresses and secrets of the embedded stores.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url

from lyceum.platform.environment import Environment
from lyceum.platform.logs import configure
from lyceum.platform.mail_url import mailer_of

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
TRUSTED_PROXIES = environment.networks(
    "TRUSTED_PROXIES", "", "Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto count."
)
FRONTEND_DIST = Path(environment.text("FRONTEND_DIST", str(REPOSITORY / "frontend" / "dist"), "The built front end."))
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(REPOSITORY / "var" / "media"), "Folder of uploaded files."))
S3_BUCKET = environment.text(
    "S3_BUCKET", "", "Bucket that holds uploaded files in the place of a folder; empty for the folder."
)
S3_REGION = environment.text("S3_REGION", "us-east-1", "Region of the bucket.")
S3_ENDPOINT_URL = environment.text("S3_ENDPOINT_URL", "", "Server that speaks S3's protocol; empty for Amazon's.")
S3_PUBLIC_URL = environment.text(
    "S3_PUBLIC_URL", "", "The same server as browsers reach it, who get films and downloads there; empty if alike."
)
S3_ACCESS_KEY_ID = environment.text("S3_ACCESS_KEY_ID", "", "Key of the bucket; empty for the role of the machine.")
S3_SECRET_ACCESS_KEY = environment.text("S3_SECRET_ACCESS_KEY", "", "The key's secret.")

# Stores
MONGODB_URI = environment.text("MONGODB_URI", "mongodb://127.0.0.1:27017/lyceum", "The document store; a replica set.")
MONGODB_TIMEOUT_MS = environment.number(
    "MONGODB_TIMEOUT_MS", 2_000, "How long one operation of the document store may take."
)
MONGODB_RETRY_WRITES = environment.flag("MONGODB_RETRY_WRITES", True, "Retry a write once; `no` for DocumentDB.")
MONGODB_IS_PRIVATE = environment.flag(
    "MONGODB_IS_PRIVATE", False, "A process that starts may end every session of the store; `lyceum up` sets it."
)
REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0", "Redis or Valkey: cache, rate limits, pub/sub.")
REDIS_TIMEOUT_MS = environment.number(
    "REDIS_TIMEOUT_MS", 200, "How long one operation of Redis may take before the site goes on without it."
)
DATABASE_URL = environment.text(
    "DATABASE_URL",
    f"sqlite:///{REPOSITORY / 'var' / 'auth.sqlite3'}",
    "Accounts and sessions: SQLite, or PostgreSQL where there is more than one instance.",
)

# Mail
EMAIL_URL = environment.text(
    "EMAIL_URL",
    f"file:{MEDIA_ROOT.parent / 'mail'}",
    "Where mail goes: smtp://, smtp+starttls:// or smtps://name:password@host:port, or file:/folder to keep it there.",
)
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Lyceum <lyceum@localhost>", "The sender of mails.")
MAILERS = {"default": mailer_of(EMAIL_URL)}

# Secrets: none has a usable default; `lyceum up` makes its own on first start
SECRET_KEY = environment.secret("SECRET_KEY", "Django's secret.")
JWT_SIGNING_KEY = environment.secret("JWT_SIGNING_KEY", "Signs access and refresh tokens.")
MEDIA_SIGNING_KEY = environment.secret("MEDIA_SIGNING_KEY", "Signs the addresses of media files.")
METRICS_TOKEN = environment.text("METRICS_TOKEN", "", "Bearer token for /metrics; empty closes the page.")

# Behaviour
SITE_NAME = environment.text("SITE_NAME", "Lyceum", "What the site calls itself in mails and authenticator apps.")
EMAIL_VERIFICATION = environment.choice(
    "EMAIL_VERIFICATION",
    "none",
    ("none", "optional", "mandatory"),
    "Whether new people confirm their address: none, optional (they get a link) or mandatory (before signing in).",
)
DEBUG = environment.flag("DEBUG", False, "Django's debug pages; never in production.")
LOG_LEVEL = environment.choice(
    "LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"), "DEBUG, INFO, WARNING or ERROR."
)
LOG_PRETTY = environment.flag("LOG_PRETTY", False, "Logs for eyes instead of JSON.")
WEB_THREADS = environment.number("WEB_THREADS", 6, "Threads of a web process that run views.", least=1)
JSON_BODY_LIMIT = environment.number("JSON_BODY_LIMIT", 1_000_000, "Largest JSON body, in bytes.")
WORKER_HEARTBEAT = environment.text(
    "WORKER_HEARTBEAT", "", "File that the worker writes its process id into every few seconds while it works."
)
UPLOAD_LIMIT = environment.number("UPLOAD_LIMIT", 200_000_000, "Largest upload, in bytes.")
UPLOADS_LIMIT = environment.number(
    "UPLOADS_LIMIT", 2_000_000_000, "Bytes of all request bodies that one web process takes at a time."
)
EDGE_TTL = environment.number(
    "EDGE_TTL", 0, "Seconds for which proxies and CDNs may keep the anonymous catalogue without asking."
)
# How often: high enough for a class that shares one address
RATE_LIMIT_ANONYMOUS_READS = environment.rate(
    "RATE_LIMIT_ANONYMOUS_READS", "6000/min", "Reads from one address by people who are not signed in."
)
RATE_LIMIT_READS = environment.rate("RATE_LIMIT_READS", "1200/min", "Reads of one person who is signed in.")
RATE_LIMIT_ANONYMOUS_WRITES = environment.rate(
    "RATE_LIMIT_ANONYMOUS_WRITES", "1200/min", "Writes from one address by people who are not signed in, as to sign in."
)
RATE_LIMIT_WRITES = environment.rate("RATE_LIMIT_WRITES", "600/min", "Writes of one person.")
RATE_LIMIT_UPLOADS = environment.rate("RATE_LIMIT_UPLOADS", "600/h", "Uploads of one person.")
RATE_LIMIT_EXPORTS = environment.rate("RATE_LIMIT_EXPORTS", "60/h", "Exports of one person.")
RATE_LIMIT_SIGN_IN = environment.rate(
    "RATE_LIMIT_SIGN_IN", "100/15min", "Failed sign-ins from one address; an account has limits of its own."
)

configure(level=LOG_LEVEL, pretty=LOG_PRETTY)
LOGGING_CONFIG = None

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "lyceum.accounts",
    "lyceum.interop",
    "lyceum.notifications",
    "config",
]
MIDDLEWARE = [
    "lyceum.platform.http.RequestLogMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lyceum.platform.admin_pages.AdminSessions",
    "lyceum.platform.admin_pages.AdminSignIn",
    "lyceum.platform.admin_pages.AdminMessages",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parents[1] / "lyceum" / "platform" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
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
# Links in mails, the second factor, and the sessions of Django's admin
PASSWORD_RESET_LIFETIME = timedelta(hours=1)
EMAIL_VERIFICATION_LIFETIME = timedelta(days=3)
INVITATION_LIFETIME = timedelta(days=7)
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 10
MFA_ADAPTER = "lyceum.accounts.services.second_factor_secrets.SecondFactorAdapter"
SESSION_COOKIE_NAME = "lyceum_admin"
SESSION_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL, *TRUSTED_ORIGINS]
CSRF_COOKIE_NAME = "lyceum_admin_csrf"
CSRF_COOKIE_PATH = "/admin/"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["lyceum.accounts.permissions.AccessTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["lyceum.platform.throttles.ScopeThrottle"],
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
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "lyceum.platform.contract.describe_headers",
    ],
    "ENUM_NAME_OVERRIDES": {
        "Kind": "lyceum.assessment.rules.questions.QuestionKind",
        "Role": "lyceum.platform.actors.Role",
        "Level": "lyceum.catalog.rules.courses.Level",
        "CourseStatus": "lyceum.catalog.rules.courses.CourseStatus",
        "LessonKind": "lyceum.catalog.rules.outlines.LessonKind",
        "MediaPurpose": "lyceum.catalog.rules.media.MediaPurpose",
    },
}

"""The one settings module. An absent value works, or refuses at the start with a sentence (docs/settings.md)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from environs import Env

from laurels.site import environment
from laurels.site.logs import LOGGING  # noqa: F401 - a setting
from laurels.site.rooms import app_names

env = Env()

DATA = environment.prepared_folder(Path(env.str("LAURELS_DATA", "data/laurels")).resolve())
ORIGIN = environment.origin(env.str("LAURELS_ORIGIN", "http://localhost:8000"))
DEMO = False  # no setting turns it on: only `laurels demo` does, through laurels.site.demo_settings
FETCH_ALLOW_LOCAL = False  # only the demo and tests
OPEN_SIGN_UP = env.bool("OPEN_SIGN_UP", False)

SECRET_KEY = environment.secret("SECRET_KEY", made_in=DATA)
MASTER_KEY_FILE = env.str("LAURELS_MASTER_KEY_FILE", str(DATA / "master.key"))  # wraps signing keys; keep a copy elsewhere
DEBUG = env.bool("DEBUG", False)
HTTPS = ORIGIN.startswith("https://")
ALLOWED_HOSTS = [urlsplit(ORIGIN).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
PROXIES = environment.proxies(env.str("LAURELS_PROXIES", "0"))  # reverse proxies of our own in front of us

DATABASES = {"default": environment.database(env.str("DATABASE_URL", f"sqlite:///{DATA}/laurels.sqlite3"))}
# within the one web process: counters of tries apart from what others answered, so that neither pushes the other out
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counters",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "answers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "answers",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

EMAIL_URL = environment.mail_server(env.str("EMAIL_URL", ""))  # smtp(s)://…; empty: letters are files in DATA/mail
MAIL_FROM = environment.sender(env.str("MAIL_FROM", ""), host=ALLOWED_HOSTS[0])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *app_names(),
]

MIDDLEWARE = [
    "laurels.site.proxies.VisitorMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads each answer by a random length: secrets in pages cannot be measured out
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "laurels.site.privacy.PrivacyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "laurels.site.problems.ProblemMiddleware",
]
CSRF_FAILURE_VIEW = "laurels.site.problems.csrf_failed"

ROOT_URLCONF = "laurels.site.urls"
WSGI_APPLICATION = "laurels.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "laurels.common.shell.shell",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/home/"

# allauth: several proven addresses per person, no user name, every page ours; codes instead of links, so that nothing
# happens on GET and a letter read by somebody else opens nothing
ACCOUNT_ADAPTER = "laurels.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "laurels.people.forms.SignInForm",
    "signup": "laurels.people.forms.SignUpForm",
    "request_login_code": "laurels.people.forms.RequestCodeForm",
    "confirm_login_code": "laurels.people.forms.LetterCodeForm",
    "confirm_email_verification_code": "laurels.people.forms.LetterCodeForm",
    "reauthenticate": "laurels.people.forms.PasswordAgainForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # [s]; letters are slow
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # [s]
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "laurels.people.adapters.PasskeyAdapter"
MFA_FORMS = {
    "add_webauthn": "laurels.people.forms.AddPasskeyForm",
    "login_webauthn": "laurels.people.forms.SignInPasskeyForm",
    "reauthenticate_webauthn": "laurels.people.forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # a passkey is a first way in here, not a second factor
SESSION_COOKIE_AGE = 14 * 24 * 3600  # [s]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = environment.prepared_folder(DATA / "static")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_NAME = "__Host-laurels" if HTTPS else "laurels"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

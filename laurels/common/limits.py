"""Every limit on what people hand in, in one place [characters unless said otherwise]."""

from __future__ import annotations

PERSON_NAME = 200
ORGANISATION_NAME = 200
TEAM_NAME = 100
SITE_NAME = 100
JOB_TITLE = 120
STAFF_NUMBER = 40
SLUG = 60
ADDRESS = 2000
STATEMENT = 2000
NARRATIVE = 10_000
BADGE_NAME = 120
BUSINESS_NEED = 300
CAN_DO_LINE = 300
CAN_DO_LINES = 5
"""Lines of a badge in Small mode [count]."""

ENDORSER_NAME = 200
ENDORSER_WORDS = 2000
"""A comment, a reason, a message or a condition between an organisation and an endorser."""
CONDITIONS = 5
"""Conditions of one endorsement [count]."""
COMMENTS = 100
"""Comments on one request [count]: a link that went astray fills no disk."""
REQUESTS_A_DAY = 50
"""Requests that one organisation may send to outsiders in a day [count]."""
LETTERS_A_DAY = 3
"""Letters about one request that go out in a day, however often somebody presses [count]."""
PROPOSED_LINES = 12
"""What people will be able to do, in a proposal [count]."""
CO_PROPOSERS = 10
"""Who proposes together with somebody [count]."""
ANSWER_WORDS = 600
REVIEW_WORDS = 300

TASK_TITLE = 200
PLAN_SOURCE = 200
PLAN_NOTE = 300
PLAN_ITEMS = 60
"""Items of one training plan [count]."""

PASTED_LIST = 100_000
PASTED_CREDENTIAL = 1_048_576
UPLOADED_CREDENTIAL = 10_485_760
"""A badge's picture or file [bytes]."""

UPLOADED_PICTURE = 2_097_152
"""A picture for a badge [bytes]; its sides are at most ``PICTURE_SIDE`` pixels."""
PICTURE_SIDE = 4096

TABLE_BYTES = 10_485_760
"""A CSV or XLSX file [bytes]."""
TABLE_UNPACKED = 67_108_864
"""What an XLSX file may open to [bytes]."""
TABLE_ROWS = 50_000
"""Rows of a table [count]."""
TABLE_COLUMNS = 60
"""Columns of a table [count]."""
TABLE_CELL = 10_000

EVIDENCE_LINKS = 10
"""Links beside one award [count]."""
BACKPACK_ITEMS = 5000
"""Badges that one backpack keeps [count]."""
BACKPACK_BYTES = 209_715_200
"""All badges that one person takes in, as they came [bytes]: a backpack fills no disk."""
ISSUER_ID = 500
ISSUER_NAME = 300
HOST = 253
ISSUERS_OF_A_HOST = 500
"""Issuers beneath one registered name whose first day is remembered [count]: a visitor can make any number."""
KEYS_OF_AN_ISSUER = 100
"""Keys of one issuer whose first day is remembered [count]."""
CHECKS_A_MINUTE = 30
"""Checks that one visitor may ask for in a minute [count]."""
ASKED_AGAIN = 60_000
"""A badge's text that a page carries along for a further question."""
ASKS_A_MINUTE = 120
"""Questions that this installation puts to one host in a minute, for all visitors together [count]."""

FRAMEWORK_FILE = 67_108_864
"""A framework's file [bytes]."""
FRAMEWORK_ENTRY = 262_144
"""One item in a framework's file [bytes]."""
FRAMEWORK_ITEMS = 50_000
"""Items of one framework [count]."""
FRAMEWORK_LINKS = 200_000
"""Associations of one framework [count]."""
FRAMEWORK_DEPTH = 30
"""Levels of a framework's tree [count]."""
FRAMEWORK_TEXT = 20_000
FRAMEWORK_NAME = 300
"""The title of a framework; a longer one is cut, and kept whole beside it."""
FRAMEWORK_TITLE = 1000
FRAMEWORK_CODE = 120
"""As long as an alignment's code may be."""
FRAMEWORK_WORD = 60
FRAMEWORK_ADDRESS = 2000
FRAMEWORK_KEY = 250
DEMAND_NOTE = 300
FILE_NAME = 200

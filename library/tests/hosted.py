"""How the tests of hosted Open Badges 2.0 judge them."""

from __future__ import annotations

from library.tests import older
from library.tests.making import NOON

from openbadgekit.reading import write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive


def report_on(document=None, resources=None, *, policy=Policy(), at=NOON):  # noqa: B008 - frozen
    data = document if isinstance(document, bytes) else write(document or older.award())
    return judge(receive(data), older.hosted_world() if resources is None else resources, policy=policy, at=at)


def check_of(report, step):
    return next(check for check in report.checks if check.step == step)

"""Hooks of the OpenAPI test: what schemathesis cannot know, and a count of what was answered.

That a problem has a status and a code that its operation names needs no hook: the document says both, and schemathesis
holds every answer against it.
"""

import atexit
import json
import os
import re
from collections import Counter, defaultdict

import schemathesis

# Rules that JSON Schema cannot state: requests that fit the document are refused with 422 for these alone. A
# refusal for any other reason is a finding.
RULES = {
    "must be after from",
    "must not be before from",
    "must be within 366 days from from",
    "must be after starts_at",
    "must be within a year of starts_at",
    "must not be in the past",
    "must be within 730 days from today",
    "must be 5 to 480 minutes after starts_at",
    "must be within a year from now",
    "must be a whole minute",
    "must be after start",
    "must fit between start and end",
    "must be before the day from which the doctor is inactive, or the clinic closed",
    "name none of the dates",
    "is required, or starts_at and ends_at",
    "is required with starts_at",
    "is required with ends_at",
    "must not be given with starts_at",
    "a clinic has at most 366 closures to come",
    "a doctor has at most 366 openings to come",
    "is given more than once",
    "must stand alone: it says which clinic and specialization",
    "is required with to",
    "is required, or doctor_id, or visit_type_id",
    "is no visit type of this clinic",
    "is required: the slot is for certain visits",
    "is that of another visit type of the clinic",
    "a clinic has at most 63 visit types, those that were once booked among them",
    "is a visit type that is no longer booked",
    "must not be given with to",
    "must be one of the 31 days from from on",
    "must be within two years from today",
    "must lie between the years 1970 and 2200",
    "must lie between 1900 and today",
    "must lie in the years 2000 to 2199",
    "must not be before effective_from",
    "must be an IANA time zone such as Europe/London",
    "give patient_id or patient",
    "give patient_id or patient, not both",
    "is the appointment's current slot",
    "must be a next_cursor that was given out",
    "must be a hold_token that was given out",
    "is not a patient record of this clinic",
    "is required by this clinic",
    "is required by this clinic, or patient.email",
    "is wrong",
    "is wrong, or was used already",
    "is invalid, already used, or expired; request a new one",
    "is too easy to guess; use more, or less usual, words",
    "must say which doctor they are",
    "is for doctors alone",
    "is not a doctor of this clinic",
    "must lie in the future",
    "give it or clinic_id, not both",
    "must be an address such as https://example.org/hooks",
    "must begin with https://",
    "must be a public address",
    "must not have a user name or a password",
    "must not have a part after #",
    "must be the first of specializations, or be left out",
    "is required, or specializations",
    "is the clinic's time zone",
}
RULE_BEGINNINGS = (
    "must be after start, ",
    "must be after start; ",
    "must fit between start and end: ",
    "overlaps rules[",
    "overlaps hours that the doctor has on ",
    # of a visit type that hours name
    "takes ",
    "is in_person alone, and this rule is ",
    "is virtual alone, and this rule is ",
)
# 422 with a code of its own: it is about the state of things, not the shape of the request.
RULE_CODES = {"slot-in-past", "slot-within-notice", "slot-beyond-horizon", "mode-not-offered", "idempotency-mismatch"}
# A platform admin has no clinic of their own, so the list needs one.
RULES_OF_OPERATION = {"GET /v1/appointments": {("clinic_id", "must be given")}}
# The pattern of the document.
IF_MATCH = re.compile(r'\*|(W/)?"[!#-~]*"')


def is_rule(operation, error):
    field, problem = error["field"], error["problem"]
    known = problem in RULES or problem.startswith(RULE_BEGINNINGS)
    # a file is any text for the document
    known = known or field.startswith("line ") and operation == "POST /v1/clinics/{clinic_id}/closures/import"
    return known or (field, problem) in RULES_OF_OPERATION.get(operation, ())


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """A valid request may be refused by a rule, and by an `If-Match` that names another version."""
    if type(failure).__name__ != "RejectedPositiveData":
        return True
    tag = (case.headers or {}).get("If-Match")
    if response.status_code == 412 and tag:
        return False
    if tag is not None and not IF_MATCH.fullmatch(tag):
        # not valid at all: schemathesis 4.32.5 sends 0 where it finds no value for the pattern in its systematic phase
        return False
    if response.status_code != 422:
        return True
    problem = response.json()
    if problem["code"] in RULE_CODES:
        return False
    errors = problem.get("errors", [])
    return not errors or not all(is_rule(case.operation.label, error) for error in errors)


# What a caller's private answers must be about, as {"clinic_id": …}, and ids that must not be in them.
OWN = json.loads(os.environ.get("API_TEST_OWN") or "{}")
FOREIGN = set(json.loads(os.environ.get("API_TEST_FOREIGN") or "[]"))
PRIVATE = re.compile(r"/(appointments|patients|time-off|audit|bookings|members|invitations|api-keys|webhooks)(/|$)")


def pairs(value):
    """Every field with its value, at any depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pairs(inner)


@schemathesis.check
def nothing_foreign(ctx, response, case):
    """A private answer is about what is the caller's own."""
    if response.status_code >= 300 or not response.content or not PRIVATE.search(case.operation.path):
        return
    for name, value in pairs(response.json()):
        assert name not in OWN or value == OWN[name], f"{name} is {value}, not the caller's {OWN[name]}"
        assert not isinstance(value, str) or value not in FOREIGN, f"{name} is {value}, which is foreign"


answers = defaultdict(Counter)


@schemathesis.hook
def after_call(context, case, response):
    """Counts the answers."""
    answers[case.operation.label][response.status_code] += 1


@atexit.register
def write_answers():
    """For the script, which wants to see every operation called."""
    if path := os.environ.get("API_TEST_ANSWERS"):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(answers, file)

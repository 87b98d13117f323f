"""Has every operation of the OpenAPI document succeed, on purpose and in order, with the document's own example of its
body. What cannot be had without a mail or an identity provider is named, with the test that has it succeed; of these the
examples are tried all the same.

Usage: on_purpose.py BASE_URL PLATFORM_ADMIN_TOKEN FOLDER
Finds the program in DEMO_BIN and its data in DEMO_DATA_DIR. Writes FOLDER/operations.json: the operations.
"""

import base64
import hashlib
import hmac
import json
import os
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone

base, platform, folder = sys.argv[1:]
password = "stuck windmill 7 orange"

ELSEWHERE = {
    "finishPasswordReset": "a secret of a mail: it/account_links.rs",
    "acceptInvitation": "a secret of a mail: it/members.rs",
    "removeMember": "who accepted an invitation: it/members.rs",
    "beginProviderLogIn": "an OpenID provider: it/provider.rs",
    "finishProviderLogIn": "an OpenID provider: it/provider.rs",
}


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(NoRedirects)
document = json.load(opener.open(f"{base}/openapi.json"))
operations = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, item in document["paths"].items()
    for method, operation in item.items()
}
succeeded = set()


class File:
    """A body that is no JSON."""

    def __init__(self, kind, text):
        self.kind, self.text = kind, text


def send(method, path, body=None, token=None, headers=None):
    """Status, headers and body of an answer."""
    headers = dict(headers or {})
    if token:
        headers["authorization"] = f"Bearer {token}"
    if body is not None:
        headers["content-type"] = body.kind if isinstance(body, File) else "application/json"
    text = body.text if isinstance(body, File) else json.dumps(body)
    data = None if body is None else text.encode()
    try:
        answer = opener.open(urllib.request.Request(base + path, data, headers, method=method), timeout=60)
    except urllib.error.HTTPError as refused:
        answer = refused
    text = answer.read()
    is_json = "json" in (answer.headers["content-type"] or "")
    return answer.status, answer.headers, json.loads(text) if is_json and text else text


def example(operation_id, **changes):
    """The document's example of the body, with some fields changed (`token_` is its `token`); None without a body."""
    changes = {name.rstrip("_"): value for name, value in changes.items()}
    content = operations[operation_id][2].get("requestBody", {}).get("content", {})
    kind = next(iter(content), None)
    if kind not in (None, "application/json"):
        return File(kind, content[kind]["example"])
    return {**content["application/json"]["example"], **changes} if content else None


def call(operation_id, *ids, token=platform, query=None, headers=None, **changes):
    """Calls an operation, which must succeed; returns the body and the headers."""
    method, path, operation = operations[operation_id]
    for name in ids:
        before, _, after = path.partition("{")
        path = f"{before}{name}{after.partition('}')[2]}"
    if query:
        path += "?" + urllib.parse.urlencode(query)
    status, got, body = send(method, path, example(operation_id, **changes), token, headers)
    expected = [status for status in operation["responses"] if status[0] == "2"]
    if str(status) not in expected:
        sys.exit(f"{operation_id} ({method} {path}) should have answered {' or '.join(expected)}: {status} {body}")
    succeeded.add(operation_id)
    return body, got


def made(*args, **more):
    return call(*args, **more)[0]


def secret_of_account(email, *options):
    """The secret by which the owner completes the account, as the operator gets it."""
    command = [os.environ["DEMO_BIN"], "admin", "account", "--email", email, *options]
    command += ["--data-dir", os.environ["DEMO_DATA_DIR"]]
    link = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    return link.partition("token=")[2]


def code_of(secret):
    """The code of an authenticator (RFC 6238) at this time."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def clinic_with_slots():
    """A clinic of our own, so that nothing that is done here takes anything away from the random requests."""
    clinic = made("createClinic")["id"]
    assert clinic in [item["id"] for item in made("listClinics", token=None, query={"limit": 500})["items"]]
    version = call("getClinic", clinic, token=None)[1]["etag"]
    made("updateClinic", clinic, headers={"if-match": version})
    doctor = made("createDoctor", clinic)["id"]
    made("listDoctors", clinic, token=None)
    made("getDoctor", doctor, token=None)
    hours = example("setAvailability")["rules"]
    planned = f"{now + timedelta(days=300):%Y-%m-%d}"
    made("setAvailability", doctor, effective_from=planned)
    templates = made("listTemplates", doctor)["items"]
    call("withdrawTemplate", doctor, next(item["id"] for item in templates if item["effective_from"] == planned))
    made("setAvailability", doctor, effective_from=f"{now + timedelta(days=1):%Y-%m-%d}", rules=[{**hours[0], "days": EVERY_DAY}])
    made("getAvailability", doctor, token=None)
    made("generateSlots", clinic)
    off = made("addTimeOff", doctor, starts_at=instant(days=200), ends_at=instant(days=202))
    made("listTimeOff", doctor)
    call("removeTimeOff", doctor, off["id"])
    closed = made("closeDays", clinic, dates=[f"{now + timedelta(days=d):%Y-%m-%d}" for d in (250, 251)])["closures"]
    made("listClosures", clinic, token=None)
    call("importHolidays", clinic)
    call("removeClosure", clinic, closed[0]["id"])
    evening = {"start": "18:00", "end": "20:00"}
    dates = [f"{now + timedelta(days=d):%Y-%m-%d}" for d in (250, 251)]
    opened = made("addOpenings", doctor, dates=dates, rules=[{**evening, "slot_minutes": 30}])["openings"]
    made("listOpenings", doctor)
    made("removeOpening", doctor, opened[0]["id"])
    version = call("getSettings", clinic, token=None)[1]["etag"]
    made("updateSettings", clinic, headers={"if-match": version}, guests_give="nothing", cancel_notice_minutes=0)
    made("listSettingsHistory", clinic)
    made("changeTimeZone", clinic)
    visit = made("createVisitType", clinic)
    made("listVisitTypes", clinic, token=None)
    made("updateVisitType", clinic, visit["id"], headers={"if-match": '"1"'})
    call("removeVisitType", clinic, visit["id"])
    made("closeClinic", clinic, **{"from": f"{now + timedelta(days=400):%Y-%m-%d}"})
    made("reopenClinic", clinic)
    made("deactivateDoctor", doctor, **{"from": f"{now + timedelta(days=300):%Y-%m-%d}"})
    made("reactivateDoctor", doctor)
    made("updateDoctor", doctor)
    made("searchSlots", token=None, query={"clinic_id": clinic})
    made("soonestDoctors", token=None, query={"clinic_id": clinic})
    made("searchFreeDays", token=None, query={"doctor_id": doctor})
    made("listFreeDays", doctor, token=None)
    made("listSpecializations", token=None)
    made("explainOffer", doctor, query={"at": instant(days=2)})
    evening = f"{now + timedelta(days=3):%Y-%m-%d}T21"
    made("squeezeIn", doctor, starts_at=f"{evening}:00:00Z", ends_at=f"{evening}:10:00Z")
    slots = made("listDoctorSlots", doctor, token=None, query={"from": instant(days=2)})["items"]
    return clinic, [slot["id"] for slot in slots]


def appointments(clinic, slots):
    slots = iter(slots)

    def booked(**more):
        answer = made("bookAppointment", token=None, slot_id=next(slots), **more)
        return answer["id"], answer["manage_token"]

    hold = made("holdSlot", token=None, slot_id=next(slots))
    visitor = {"hold-token": hold["hold_token"]}
    made("getHold", hold["id"], token=None, headers=visitor)
    made("extendHold", hold["id"], token=None, headers=visitor)
    call("releaseHold", hold["id"], token=None, headers=visitor)
    hold = made("holdSlot", token=None, slot_id=next(slots), headers=visitor)
    assert made("confirmHold", hold["id"], token=None, headers=visitor)["id"] == hold["id"]

    held, guest = booked(hold=True)
    made("confirmAppointment", held, token=guest)
    seen, missed = begun_yesterday()
    made("checkInAppointment", seen)
    made("completeAppointment", seen)
    made("markNoShow", missed)
    made("undoAppointmentStep", missed)
    moved, guest = booked()
    version = call("getAppointment", moved, token=guest)[1]["etag"]
    made("rescheduleAppointment", moved, token=guest, slot_id=next(slots), headers={"if-match": version})
    guest = made("replaceManageToken", moved, token=guest)["manage_token"]
    made("cancelAppointment", moved, token=guest)
    call("revokeManageToken", moved, token=guest)
    overruled = made("cancelAppointment", booked()[0], override={"reason": "the doctor asked for it"})
    assert "overrides" not in overruled, "no rule stood in the way"
    made("listAppointments", query={"clinic_id": clinic})
    hit = call("getAppointment", booked()[0])[0]
    made("addTimeOff", hit["doctor_id"], starts_at=hit["starts_at"], ends_at=hit["ends_at"])
    conflict = next(item for item in made("listConflicts", clinic)["items"] if item["appointment_id"] == hit["id"])
    made("keepConflict", clinic, conflict["id"])
    made("getFigures", clinic, query={"by": "doctor"})
    made("getDay", clinic)
    # as long as the demonstration has it (scripts/with-demo)
    call("listenToChanges", clinic, query={"date": "2026-11-24"})
    call("exportAppointments", clinic)


def begun_yesterday():
    """Two appointments that have begun: they cannot be booked any more, but imported."""
    files = {
        "clinics": "ref,name,time_zone\nyesterday,Yesterday's,UTC\n",
        "doctors": "ref,clinic,name,specialization\nyesterday,yesterday,Dr. Who,history\n",
        "hours": "doctor,days,start,end,slot_minutes,effective_from\n"
                 f"yesterday,{' '.join(EVERY_DAY)},09:00,10:00,30,2026-01-01\n",
        "patients": "ref,clinic,name\nyesterday,yesterday,Ada Lovelace\n",
        "appointments": "doctor,patient,starts_at\n" + "".join(
            f"yesterday,yesterday,{now - timedelta(days=1):%Y-%m-%d}T{time}\n" for time in ("09:00", "09:30")),
    }
    paths = []
    for name, content in files.items():
        paths.append(f"{folder}/{name}.csv")
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(content)
    command = [os.environ["DEMO_BIN"], "import", *paths, "--data-dir", os.environ["DEMO_DATA_DIR"]]
    subprocess.run(command, check=True, capture_output=True)
    clinics = made("listClinics", token=None, query={"limit": 500})["items"]
    clinic = next(item["id"] for item in clinics if item["name"] == "Yesterday's")
    return [item["id"] for item in made("listAppointments", query={"clinic_id": clinic})["items"]]


def records(clinic):
    patient = made("createPatient", clinic, headers={"idempotency-key": f"record-{clinic}"})["id"]
    made("listPatients", clinic, query={"name": "ada"})
    tag = call("getPatient", clinic, patient)[1]["etag"]
    made("updatePatient", clinic, patient, headers={"if-match": tag})
    made("getPatient", clinic, patient)
    made("listDuplicatePatients", clinic)
    twin = made("createPatient", clinic, headers={"idempotency-key": f"twin-{clinic}"})["id"]
    made("mergePatient", clinic, twin, into=patient)
    made("unmergePatient", clinic, twin)
    made("exportPatient", clinic, patient)
    call("erasePatient", clinic, patient)
    made("listAuditEvents", clinic)
    made("listUnsentMails", clinic)


def programs(clinic):
    key = made("createApiKey", clinic, expires_at=instant(days=30))["id"]
    made("listApiKeys", clinic)
    call("revokeApiKey", clinic, key)
    hook = made("createWebhook", clinic)["id"]
    made("listWebhooks", clinic)
    made("getWebhook", clinic, hook)
    made("updateWebhook", clinic, hook)
    made("renewWebhookSecret", clinic, hook)
    made("tryWebhook", clinic, hook)
    made("listWebhookDeliveries", clinic, hook)
    call("deleteWebhook", clinic, hook)


def team(clinic):
    invitation = made("createInvitation", clinic)["id"]
    made("listInvitations", clinic)
    call("withdrawInvitation", clinic, invitation)
    made("listMembers", clinic)


def account(clinic):
    email = "on-purpose@example.org"
    call("signUp", token=None)
    call("requestPasswordReset", token=None)
    secret = secret_of_account(email, "--platform-admin")
    made("completeAccount", token=None, token_=secret, password=password)
    session = made("logIn", token=None, email=email, password=password)
    session = made("refreshSession", token=None, refresh_token=session["refresh_token"])
    own = session["access_token"]
    mine = made("getAccount", token=own)["id"]
    for _ in range(2):
        made("createPatient", clinic, account_id=mine)
    offered = [offer["id"] for offer in made("listPatientOffers", token=own)["items"]]
    made("acceptPatientOffer", offered[0], token=own)
    call("leavePatient", offered[1], token=own)
    assert [record["id"] for record in made("listOwnPatients", token=own)["items"]] == offered[:1]
    page, got = call("logIn", token=None, email=email, password=password, page=True)
    cookies = {"cookie": got["set-cookie"].partition(";")[0], "x-csrf-token": page["csrf_token"]}
    made("switchSession", token=None, headers=cookies, clinic_id=None, platform=True)
    made("listSessions", token=own)
    call("endSession", page["id"], token=own)
    fresh = example("changePassword")["new_password"] + "!"
    call("changePassword", token=own, old_password=password, new_password=fresh)
    factor = made("beginSecondFactor", token=own, password=fresh)
    codes = made("confirmSecondFactor", token=own, code=code_of(factor["secret"]))["recovery_codes"]
    call("removeSecondFactor", token=own, password=fresh, code=codes[0])
    call("closeAccount", token=own, password=fresh)


def process():
    for operation_id in ("listSigningKeys", "getLiveness", "getReadiness", "getServices", "getMetrics"):
        made(operation_id, token=None)


def examples_elsewhere():
    """What succeeds elsewhere understands its example here: nothing but the secret is wrong with it."""
    for operation_id in ELSEWHERE:
        if body := example(operation_id):
            method, path, _ = operations[operation_id]
            status, _, problem = send(method, path, body, platform)
            wrong = [error["field"] for error in problem.get("errors", [])]
            if (status, wrong) != (422, ["token"]):
                sys.exit(f"{operation_id} does not take its example: {status} {problem}")


EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
now = datetime.now(timezone.utc)


def instant(**later):
    return f"{now + timedelta(**later):%Y-%m-%dT%H:00:00Z}"


own_clinic, free = clinic_with_slots()
appointments(own_clinic, free)
records(own_clinic)
programs(own_clinic)
team(own_clinic)
account(own_clinic)
process()
examples_elsewhere()
never = set(operations) - succeeded - set(ELSEWHERE)
if never:
    sys.exit(f"no success is tried on purpose (scripts/api_test/on_purpose.py): {', '.join(sorted(never))}")
with open(f"{folder}/operations.json", "w", encoding="utf-8") as file:
    json.dump([f"{method} {path}" for method, path, _ in operations.values()], file)
print(f"{len(succeeded)} operations succeeded on purpose")

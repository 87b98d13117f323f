"""Makes people and appointments through the API, so that generated requests meet objects that exist, and writes
the settings for schemathesis: which values to try for which parameter, and as whom.

Usage: scene.py BASE_URL PLATFORM_ADMIN_TOKEN PATIENT_ACCOUNT_ID FOLDER
The password of the account that the token is of is in the environment, as API_TEST_PASSWORD.
Writes FOLDER/clinic_id (the clinic whose team is tested), FOLDER/doctor_id (a doctor of it), FOLDER/foreign_patients.json
(records that are not the account's) and FOLDER/schemathesis.toml.
"""

import json
import os
import sys
import urllib.error
import urllib.request

base, token, account, folder = sys.argv[1:]


def call(method, path, body=None, more=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json", **(more or {})}
    request = urllib.request.Request(f"{base}/v1{path}", data, headers, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def ids(items):
    return [item["id"] for item in items]


clinics = ids(call("GET", "/clinics")["items"])
doctors = [doctor for clinic in clinics for doctor in ids(call("GET", f"/clinics/{clinic}/doctors")["items"])]

# All of one clinic, so that what is put together at random often fits; the others stay foreign to its front desk.
clinic = clinics[0]
slots, patients, appointments, times_off, hit = [], [], [], [], None
for name, owner in [("Ada Lovelace", account), ("Grace Hopper", None)]:
    record = {"name": name, "account_id": owner}
    patients.append(call("POST", f"/clinics/{clinic}/patients", record)["id"])
# without appointments, so that they can be erased
spare = [call("POST", f"/clinics/{clinic}/patients", {"name": f"Spare {n}"})["id"] for n in range(40)]
# the account is to book on and on
call("PATCH", f"/clinics/{clinic}", {"max_upcoming": 1000})
team = ids(call("GET", f"/clinics/{clinic}/doctors")["items"])
for doctor in team:
    offered = call("GET", f"/doctors/{doctor}/slots?limit=500")["items"]
    free, hit = ids(offered), offered[:30]
    for number, slot in enumerate(free[:90]):
        # held or confirmed; every third of the patient's own account
        who = {"patient_id": patients[0]} if number % 3 == 2 else {"patient": {"name": f"Guest {number}"}}
        try:
            appointments.append(call("POST", "/bookings", {"slot_id": slot, "hold": number % 2 == 0, **who})["id"])
        except urllib.error.HTTPError as refused:
            if refused.code != 409:  # the account's patient sits with another doctor then
                raise
    slots += free[90:]

# One visitor, who holds a slot at each clinic, and held some before.
holds, visitor = [], {}
for doctor in doctors:
    free = ids(call("GET", f"/doctors/{doctor}/slots?limit=500")["items"])
    for slot in free[-2:]:
        hold = call("POST", "/holds", {"slot_id": slot}, visitor)
        visitor = {"hold-token": hold["hold_token"]}
        holds.append(hold["id"])

# The last doctor is away while the first patients come.
away = {"starts_at": hit[0]["starts_at"], "ends_at": hit[-1]["ends_at"]}
call("POST", f"/doctors/{team[-1]}/time-off", away)
conflicts = ids(call("GET", f"/clinics/{clinic}/conflicts?limit=500")["items"])

# Far off, so that it takes no slots away; all of one doctor, so that most pairs of ids fit.
year = int(call("GET", "/slots?limit=1")["items"][0]["starts_at"][:4]) + 1
for day in range(1, 25):
    block = {"starts_at": f"{year}-06-{day:02}T00:00:00Z", "ends_at": f"{year}-06-{day:02}T12:00:00Z"}
    times_off.append(call("POST", f"/doctors/{doctors[0]}/time-off", block)["id"])

closures = call("POST", f"/clinics/{clinic}/closures", {"dates": [f"{year}-08-{day:02}" for day in range(1, 25)]})
closures = ids(closures["closures"])
evening = {"start": "20:00", "end": "21:00", "slot_minutes": 30}
openings = {"dates": [f"{year}-08-{day:02}" for day in range(1, 25)], "rules": [evening]}
openings = ids(call("POST", f"/doctors/{doctors[0]}/openings", openings)["openings"])

visit_types = [
    call("POST", f"/clinics/{clinic}/visit-types", {"name": f"Visit {n}", "minutes": 10})["id"] for n in range(30)
]

email, password = "root@example.org", os.environ["API_TEST_PASSWORD"]
sessions = [call("POST", "/sessions", {"email": email, "password": password})["id"] for _ in range(30)]
key = {"name": "Lab", "scopes": ["appointments:read"]}
keys = [call("POST", f"/clinics/{clinic}/api-keys", key)["id"] for _ in range(30)]
webhook = {"url": "https://practice.example/holdfast"}
webhooks = [call("POST", f"/clinics/{clinic}/webhooks", webhook)["id"] for _ in range(15)]
invitee = {"email": "ada@example.org", "role": "staff"}
invitations = [call("POST", f"/clinics/{clinic}/invitations", invitee)["id"] for _ in range(30)]

dictionaries = {
    "sessions": sessions,
    "keys": keys,
    "invitations": invitations,
    "webhooks": webhooks,
    "urls": [webhook["url"]],
    "emails": [email],
    "passwords": [password],
    "clinics": clinics,
    "clinic": [clinic],
    "doctors": doctors,
    "slots": slots,
    "patients": patients,
    "records": patients + spare,
    "appointments": appointments,
    "times_off": times_off,
    "holds": holds,
    "hold_tokens": list(visitor.values()),
    "closures": closures,
    "conflicts": conflicts,
    "openings": openings,
    "visit_types": visit_types,
    "doctors_off": doctors[:1],
    "modes": ["in_person"],
    "versions": [1],
    "begins": [f"{year}-07-{day:02}T08:00:00Z" for day in range(1, 25)],
    "ends": [f"{year}-07-{day:02}T18:00:00+01:00" for day in range(24, 29)],
    "zones": ["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"],
    "birthdays": ["1980-02-29", "1900-01-01", "2001-12-31"],
    "specializations": ["cardiology", "Cardiology", "dermatology", "general practice"],
}

# The last name in a path says what `id` is.
operations = [
    ("^/v1/clinics/\\\\{(clinic_)?id}(?!/patients/|/api-keys/|/invitations/|/webhooks/|/closures/|/conflicts/|/visit-types/)", {"path.id": "clinics", "path.clinic_id": "clinics"}),
    ("^/v1/clinics/\\\\{clinic_id}/patients/", {"path.clinic_id": "clinic", "path.id": "records"}),
    ("^/v1/clinics/\\\\{clinic_id}/conflicts/", {"path.clinic_id": "clinic", "path.id": "conflicts"}),
    ("^/v1/clinics/\\\\{clinic_id}/visit-types/", {"path.clinic_id": "clinic", "path.visit_type_id": "visit_types"}),
    ("^/v1/clinics/\\\\{clinic_id}/closures/", {"path.clinic_id": "clinic", "path.closure_id": "closures"}),
    ("^/v1/doctors/\\\\{id}(?!/time-off/|/openings/)", {"path.id": "doctors"}),
    ("^/v1/doctors/\\\\{id}/openings/", {"path.id": "doctors_off", "path.opening_id": "openings"}),
    ("^/v1/doctors/\\\\{id}/time-off/", {"path.id": "doctors_off", "path.time_off_id": "times_off"}),
    ("^/v1/holds/\\\\{id}", {"path.id": "holds"}),
    ("^/v1/appointments/\\\\{id}", {"path.id": "appointments"}),
    ("^/v1/sessions/\\\\{id}", {"path.id": "sessions"}),
    ("^/v1/sessions$", {"body.email": "emails", "body.password": "passwords"}),
    ("^/v1/account/second-factor$", {"body.password": "passwords"}),
    ("^/v1/clinics/\\\\{clinic_id}/api-keys/", {"path.clinic_id": "clinic", "path.id": "keys"}),
    ("^/v1/clinics/\\\\{clinic_id}/webhooks/", {"path.clinic_id": "clinic", "path.id": "webhooks"}),
    ("^/v1/clinics/\\\\{clinic_id}/invitations/", {"path.clinic_id": "clinic", "path.id": "invitations"}),
]
everywhere = {
    "header.Hold-Token": "hold_tokens",
    "query.clinic_id": "clinics",
    "query.doctor_id": "doctors",
    "query.patient_id": "patients",
    "query.specialization": "specializations",
    "body.clinic_id": "clinic",
    "body.slot_id": "slots",
    "body.patient_id": "patients",
    "body.mode": "modes",
    "body.expected_version": "versions",
    "body.starts_at": "begins",
    "body.ends_at": "ends",
    "body.time_zone": "zones",
    "body.birth_date": "birthdays",
    "body.url": "urls",
    "body.patient.birth_date": "birthdays",
}


def bindings(parameters):
    return [f'"{name}" = {{ dictionary = "{values}", probability = 0.8 }}' for name, values in parameters.items()]


lines = ["[parameters]", *bindings(everywhere)]
for name, values in dictionaries.items():
    lines += [f"[dictionaries.{name}]", f"values = {json.dumps(values)}"]
for path, parameters in operations:
    lines += ["[[operations]]", f'include-path-regex = "{path}"', "[operations.parameters]", *bindings(parameters)]
with open(f"{folder}/schemathesis.toml", "w", encoding="utf-8") as settings:
    settings.write("\n".join(lines) + "\n")
with open(f"{folder}/clinic_id", "w", encoding="utf-8") as file:
    file.write(clinic)
with open(f"{folder}/doctor_id", "w", encoding="utf-8") as file:
    file.write(team[0])
with open(f"{folder}/foreign_patients.json", "w", encoding="utf-8") as file:
    json.dump(patients[1:] + spare, file)

#!/usr/bin/env python3
"""How long the server takes for each page, hot: percentiles of many requests, one after the other, over one connection.

    bench/pages.py URL DATA_DIR HOLDFAST_BINARY [REQUESTS]

`URL` is a running `holdfast demo` of its own (`make demo`), which is filled with a clinic of 20 doctors with 60 times a day each, all of
one day booked. The target of docs/benchmarks.md: p99 at most 10 ms, a day's sheet of 20 doctors (8 side by side, and all 20) at most 50 ms.
"""
import datetime
import http.client
import json
import subprocess
import sys
import time
import urllib.parse

URL, DATA_DIR, HOLDFAST = sys.argv[1:4]
REQUESTS = int(sys.argv[4]) if len(sys.argv) > 4 else 400
DOCTORS, WARM_UP = 20, 30
connection = http.client.HTTPConnection(urllib.parse.urlsplit(URL).netloc, timeout=30)


def token(*more):
    asked = [HOLDFAST, "admin", "token", "--data-dir", DATA_DIR, *more]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def call(method, path, bearer=None, body=None, accept="application/json"):
    headers = {"Accept": accept, "Accept-Language": "en-GB"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    if body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body)
    began = time.perf_counter()
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    return answer.status, text, time.perf_counter() - began


def made(method, path, bearer, body):
    status, text, _ = call(method, path, bearer, body)
    if status not in (200, 201):
        sys.exit(f"{method} {path}: {status} {text.decode()}")
    return json.loads(text)


def fill(platform):
    """A clinic whose next working day is booked out; its id, a doctor's, that day, an appointment's, a patient's."""
    clinic = made("POST", "/v1/clinics", platform, {"name": "Full House", "time_zone": "Europe/Berlin"})["id"]
    desk = token("--role", "staff", "--clinic", clinic)
    hours = {
        "effective_from": datetime.date.today().isoformat(),
        "rules": [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "start": "09:00", "end": "19:00", "slot_minutes": 10}],
        "horizon_days": 14,
    }
    doctors = []
    for nth in range(DOCTORS):
        doctor = made("POST", f"/v1/clinics/{clinic}/doctors", platform, {"name": f"Doctor {nth:02}", "specialization": "general practice"})
        doctors.append(doctor["id"])
        made("POST", f"/v1/doctors/{doctor['id']}/availability", platform, hours)
    day = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
    booked = None
    for doctor in doctors:
        slots = json.loads(call("GET", f"/v1/doctors/{doctor}/slots?limit=400")[1])["items"]
        for nth, slot in enumerate(slot for slot in slots if slot["starts_at"].startswith(day)):
            patient = {"name": f"Patient {nth:02}", "phone": f"030 555 {nth:04}"}
            booked = made("POST", "/v1/bookings", desk, {"slot_id": slot["id"], "clinic_id": clinic, "patient": patient})
    return clinic, doctors, day, booked, desk


def percentile(times, share):
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000


platform = token("--role", "platform_admin")
clinic, doctors, day, booked, desk = fill(platform)
admin = token("--role", "clinic_admin", "--clinic", clinic)
all_doctors = "&".join(f"doctors={doctor}" for doctor in doctors)
of = f"/desk/{clinic}"
PAGES = [
    ("start", "/", None),
    ("find", "/find?specialization=cardiology", None),
    ("a doctor", f"/doctors/{doctors[0]}", None),
    ("embedded", f"/embed/{clinic}", None),
    ("log-in", "/log-in", None),
    ("desk: a day, 8 doctors", f"{of}/day/{day}", desk),
    ("desk: a day, 20 doctors", f"{of}/day/{day}?{all_doctors}", desk),
    ("desk: a week", f"{of}/week/{day}?doctor={doctors[0]}", desk),
    ("desk: an appointment", f"{of}/appointments/{booked['id']}", desk),
    ("desk: moving it", f"{of}/day/{day}?move={booked['id']}", desk),
    ("desk: booking for a caller", f"{of}/book?patient_id={booked['patient_id']}", desk),
    ("desk: a patient", f"{of}/patients/{booked['patient_id']}", desk),
    ("desk: conflicts", f"{of}/conflicts", desk),
    ("a doctor's hours", f"{of}/doctors/{doctors[0]}/hours", admin),
    ("set-up", f"/admin/{clinic}", admin),
    ("policies", f"/admin/{clinic}/policies", admin),
    ("audit", f"/admin/{clinic}/audit", admin),
    ("clinics", "/platform/clinics", platform),
]
print(f"| page | KB | p50 ms | p99 ms |  ({REQUESTS} requests each)\n| --- | ---: | ---: | ---: |")
for name, path, bearer in PAGES:
    times, size = [], 0
    for nth in range(WARM_UP + REQUESTS):
        status, text, took = call("GET", path, bearer, accept="text/html")
        if status != 200:
            sys.exit(f"{path}: {status}")
        size = len(text)
        if nth >= WARM_UP:
            times.append(took)
    print(f"| {name} | {size / 1000:.0f} | {percentile(times, 0.5):.1f} | {percentile(times, 0.99):.1f} |", flush=True)

import json, urllib.request, uuid

HOLDFAST = "https://book.example"
CLINIC = "00000000-0000-0000-0000-000000000000"
KEY = "your key"


def call(path, body=None, headers={}):
    data = json.dumps(body).encode() if body else None
    headers = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(HOLDFAST + path, data, headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


slot = call(f"/v1/slots?clinic_id={CLINIC}&limit=1")["items"][0]
patient = {"name": "Ada Lovelace", "phone": "+44 20 7946 0002"}
booked = call(
    "/v1/bookings",
    {"slot_id": slot["id"], "clinic_id": CLINIC, "patient": patient},
    {"Authorization": f"Bearer {KEY}", "Idempotency-Key": str(uuid.uuid4())},
)
print(booked["id"], booked["starts_at"], booked["status"])

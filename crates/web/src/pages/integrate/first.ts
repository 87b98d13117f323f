const HOLDFAST = "https://book.example";
const CLINIC = "00000000-0000-0000-0000-000000000000";
const KEY = "your key";

interface Slot { id: string; starts_at: string }
interface Appointment { id: string; starts_at: string; status: string }

async function call<T>(path: string, body?: object, headers = {}): Promise<T> {
  const answer = await fetch(HOLDFAST + path, {
    method: body ? "POST" : "GET",
    headers: { "Content-Type": "application/json", ...headers },
    body: body ? JSON.stringify(body) : null,
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

async function main() {
  const found = await call<{ items: Slot[] }>(`/v1/slots?clinic_id=${CLINIC}&limit=1`);
  const slot = found.items[0];
  if (!slot) throw new Error("no free time");
  const booked = await call<Appointment>(
    "/v1/bookings",
    {
      slot_id: slot.id,
      clinic_id: CLINIC,
      patient: { name: "Ada Lovelace", phone: "+44 20 7946 0002" },
    },
    { Authorization: `Bearer ${KEY}`, "Idempotency-Key": crypto.randomUUID() },
  );
  console.log(booked.id, booked.starts_at, booked.status);
}

main();

// What a program in TypeScript makes of the generated types. It is compiled (tsc --strict), not run.

import type { components, operations } from "./api";

type Slot = components["schemas"]["Slot"];
type Booking = operations["bookAppointment"];
type Refused = Booking["responses"][409]["content"]["application/problem+json"];

export function request(slot: Slot): Booking["requestBody"]["content"]["application/json"] {
  return { slot_id: slot.id, clinic_id: slot.clinic_id, patient: { name: "Ada Lovelace" } };
}

/** Whether another slot may help. A code that the operation does not have would not compile; new ones may come. */
export function shouldTryAnotherSlot(refused: Refused): boolean {
  switch (refused.code) {
    case "slot-taken":
    case "slot-changed":
    case "patient-busy":
      return true;
    default:
      return false;
  }
}

/** A code is one of those that the operation names, and of those that there are at all. */
export function code(refused: Refused): components["schemas"]["ProblemCode"] {
  return refused.code;
}

// @ts-expect-error: this operation does not answer it
export const foreign: Refused["code"] = "last-admin";

"""Books a slot with the generated Python client: searches one, books it as a guest, reads and cancels it.

Usage: book.py BASE_URL FOLDER, where FOLDER has the client as the package `holdfast_client`.
"""

import sys

base, folder = sys.argv[1:]
sys.path.insert(0, folder)

from holdfast_client import AuthenticatedClient, Client  # noqa: E402
from holdfast_client.api.appointments import cancel_appointment, get_appointment  # noqa: E402
from holdfast_client.api.bookings import book_appointment  # noqa: E402
from holdfast_client.api.slots import search_slots  # noqa: E402
from holdfast_client.models import (  # noqa: E402
    Appointment,
    BookAppointment409Problem,
    BookAppointment409ProblemCode,
    Booked,
    BookingPatient,
    Cancellation,
    NewBooking,
    NotFoundProblem,
    SlotPage,
    Status,
    UnauthenticatedProblem,
)


def a(kind, answer):
    """The answer, which has to be of this kind."""
    assert isinstance(answer, kind), f"{answer!r} is no {kind.__name__}"
    return answer


anybody = Client(base_url=base)
page = a(SlotPage, search_slots.sync(client=anybody, limit=1))
slot = page.items[0]
booking = NewBooking(slot_id=slot.id, clinic_id=slot.clinic_id, patient=BookingPatient(name="Ada Lovelace"))
booked = a(Booked, book_appointment.sync(client=anybody, body=booking, idempotency_key=f"client-{slot.id}"))
assert (booked.slot_id, booked.starts_at, booked.status) == (slot.id, slot.starts_at, Status.CONFIRMED), booked

# once more, by somebody else
refused = a(BookAppointment409Problem, book_appointment.sync(client=anybody, body=booking))
assert refused.code == BookAppointment409ProblemCode.SLOT_TAKEN, refused

a(UnauthenticatedProblem, get_appointment.sync(booked.id, client=anybody))
guest = AuthenticatedClient(base_url=base, token=booked.manage_token)
found = a(Appointment, get_appointment.sync(booked.id, client=guest))
assert (found.slot_id, found.version) == (slot.id, booked.version), found
a(NotFoundProblem, get_appointment.sync(slot.id, client=guest))

why = Cancellation(reason="feels well again")
cancelled = a(Appointment, cancel_appointment.sync(booked.id, client=guest, body=why, if_match=f'"{found.version}"'))
assert (cancelled.status, cancelled.cancel_reason) == (Status.CANCELLED, why.reason), cancelled
page = a(SlotPage, search_slots.sync(client=anybody, limit=1))
assert page.items[0].id == slot.id, "the slot is not free again"

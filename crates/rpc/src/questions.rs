//! Which methods change nothing. `proto/` says so (`idempotency_level = NO_SIDE_EFFECTS`), the build collects it.

/// Paths of the methods that may be asked again without harm.
const QUESTIONS: &[&str] = include!(concat!(env!("OUT_DIR"), "/questions.rs"));

/// Whether a call to this path changes nothing.
pub(crate) fn is_question(path: &str) -> bool {
    QUESTIONS.contains(&path)
}

#[cfg(test)]
mod tests {
    use super::is_question;

    #[test]
    fn looking_is_a_question_and_booking_is_not() {
        assert!(is_question("/holdfast.availability.v1.AvailabilityService/DoctorSlots"));
        assert!(is_question("/holdfast.booking.v1.BookingService/GetAppointment"));
        assert!(!is_question("/holdfast.booking.v1.BookingService/Book"));
        assert!(!is_question("/holdfast.availability.v1.AvailabilityService/SetTemplate"));
    }
}

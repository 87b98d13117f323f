//! Which scope an API key needs for which route. What is not named here, a key cannot do, but for what everybody may.

use axum::http::Method;
use holdfast_domain::{ErrorCode, Problem, Scope};

/// The scope for a route, by the beginning of its path.
fn needed(method: &Method, path: &str) -> Option<Scope> {
    let reads = method == Method::GET;
    let of = |read, write| Some(if reads { read } else { write });
    match path.strip_prefix("/v1/")? {
        "bookings" => Some(Scope::AppointmentsWrite),
        path if path == "appointments" || path.starts_with("appointments/") => {
            of(Scope::AppointmentsRead, Scope::AppointmentsWrite)
        }
        "clinics/{clinic_id}/patients" | "clinics/{clinic_id}/patients/{id}" => {
            of(Scope::PatientsRead, Scope::PatientsWrite)
        }
        "doctors/{id}/templates" | "doctors/{id}/time-off" | "doctors/{id}/time-off/{time_off_id}" => {
            of(Scope::SchedulesRead, Scope::SchedulesWrite)
        }
        _ => None,
    }
}

/// Whether a key with these scopes may call the route.
pub(super) fn check(scopes: &[Scope], method: &Method, path: &str, is_public: bool) -> Result<(), Problem> {
    match needed(method, path) {
        Some(scope) if scopes.contains(&scope) => Ok(()),
        Some(scope) => Err(Problem::new(
            ErrorCode::InsufficientScope,
            format!("the API key lacks the scope {}", scope.as_str()),
        )),
        None if is_public => Ok(()),
        None => Err(Problem::new(ErrorCode::InsufficientScope, "this cannot be done with an API key")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_may_what_its_scopes_say_and_what_everybody_may() {
        let may = |scopes: &[Scope], method: Method, path: &str, is_public| {
            check(scopes, &method, path, is_public).is_ok()
        };
        let read = [Scope::AppointmentsRead];
        assert!(may(&read, Method::GET, "/v1/appointments/{id}", false));
        assert!(!may(&read, Method::POST, "/v1/appointments/{id}/cancel", false));
        assert!(!may(&read, Method::GET, "/v1/clinics/{clinic_id}/patients", false));
        // booking is open to everybody, but not to a key that is for something else
        assert!(!may(&read, Method::POST, "/v1/bookings", true));
        assert!(may(&[Scope::AppointmentsWrite], Method::POST, "/v1/bookings", true));
        assert!(may(&[], Method::GET, "/v1/slots", true));
        assert!(!may(&Scope::ALL, Method::GET, "/v1/clinics/{clinic_id}/members", false));
        assert!(!may(&Scope::ALL, Method::GET, "/v1/appointmentsx", false));
    }
}

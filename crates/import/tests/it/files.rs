//! A good set of files: two clinics in two zones, hours of both kinds, appointments past and future.

pub(crate) const CLINICS: &str = "\
ref,name,address,phone,time_zone,min_notice_minutes,hold_minutes
north,North Clinic,\"1 High Street
Leeds\",+44 113 496 0000,Europe/London,60,15
south,Sul,,,America/Sao_Paulo,,
";

pub(crate) const DOCTORS: &str = "\
ref,clinic,name,specialization,bio
ada,north,Ada Okoye,Cardiology,
bea,south,Bea Lima, cardiology ,Speaks Portuguese
";

/// Ada: four slots of 30 minutes on weekdays from 9 and two on Saturday by video; Bea: three of 20 minutes on Tuesdays.
pub(crate) const HOURS: &str = "\
doctor,days,start,end,slot_minutes,buffer_minutes,mode,effective_from,effective_until,horizon_days
ada,mon tue wed thu fri,09:00,11:00,30,,,2026-01-01,,14
ada,sat,10:00,11:00,30,0,virtual,2026-01-01,,14
bea,\"tue\",14:00,15:00,20,,in_person,2026-11-01,2026-12-31,7
";

pub(crate) const PATIENTS: &str = "\
ref,clinic,name,phone,email,birth_date
p1,north,\"Pat, the First\",+44 113 496 0001,pat@example.org,1980-02-29
p2,north,Sam Second,,,
p3,south,Rui Terceiro,,,2001-01-01
";

/// In the future: Tuesday at 9:00 and 9:30 in Leeds, Saturday by video, Tuesday at 14:20 in São Paulo. In the past:
/// three on Tuesday the 24th, one of them cancelled and its slot taken again.
pub(crate) const APPOINTMENTS: &str = "\
ref,doctor,patient,starts_at,status,reason,booked_at
,ada,p1,2026-12-01T09:00,,Check-up,2026-11-20T10:00:00Z
,ada,p2,2026-12-01T09:30:00+00:00,confirmed,,
,ada,p2,2026-12-05T10:30,,,
,bea,p3,2026-12-01T14:20,,,
,ada,p1,2026-11-24T09:00,cancelled,,
a6,ada,p2,2026-11-24T09:00,completed,,
,ada,p1,2026-11-24T10:30,no_show,,
";

pub(crate) const ALL: [(&str, &str); 5] = [
    // not in the order of who refers to whom
    ("appointments-2026.csv", APPOINTMENTS),
    ("patients.csv", PATIENTS),
    ("hours.csv", HOURS),
    ("Doctors.csv", DOCTORS),
    ("clinics.csv", CLINICS),
];

pub(crate) const JSON: &str = r#"{
  "clinics": [
    {"ref": "north", "name": "North Clinic", "address": "1 High Street\nLeeds", "phone": "+44 113 496 0000",
     "time_zone": "Europe/London", "min_notice_minutes": 60, "hold_minutes": "15"},
    {"ref": "south", "name": "Sul", "address": null, "time_zone": "America/Sao_Paulo"}
  ],
  "doctors": [
    {"ref": "ada", "clinic": "north", "name": "Ada Okoye", "specialization": "Cardiology"},
    {"ref": "bea", "clinic": "south", "name": "Bea Lima", "specialization": "cardiology", "bio": "Speaks Portuguese"}
  ],
  "hours": [
    {"doctor": "ada", "days": ["mon", "tue", "wed", "thu", "fri"], "start": "09:00", "end": "11:00",
     "slot_minutes": 30, "effective_from": "2026-01-01", "horizon_days": 14},
    {"doctor": "ada", "days": "sat", "start": "10:00", "end": "11:00", "slot_minutes": 30, "buffer_minutes": 0,
     "mode": "virtual", "effective_from": "2026-01-01", "horizon_days": 14},
    {"doctor": "bea", "days": ["tue"], "start": "14:00", "end": "15:00", "slot_minutes": 20, "mode": "in_person",
     "effective_from": "2026-11-01", "effective_until": "2026-12-31", "horizon_days": 7}
  ],
  "patients": [
    {"ref": "p1", "clinic": "north", "name": "Pat, the First", "phone": "+44 113 496 0001",
     "email": "pat@example.org", "birth_date": "1980-02-29"},
    {"ref": "p2", "clinic": "north", "name": "Sam Second"},
    {"ref": "p3", "clinic": "south", "name": "Rui Terceiro", "birth_date": "2001-01-01"}
  ],
  "appointments": [
    {"doctor": "ada", "patient": "p1", "starts_at": "2026-12-01T09:00", "reason": "Check-up",
     "booked_at": "2026-11-20T10:00:00Z"},
    {"doctor": "ada", "patient": "p2", "starts_at": "2026-12-01T09:30:00+00:00", "status": "confirmed"},
    {"doctor": "ada", "patient": "p2", "starts_at": "2026-12-05T10:30"},
    {"doctor": "bea", "patient": "p3", "starts_at": "2026-12-01T14:20"},
    {"doctor": "ada", "patient": "p1", "starts_at": "2026-11-24T09:00", "status": "cancelled"},
    {"ref": "a6", "doctor": "ada", "patient": "p2", "starts_at": "2026-11-24T09:00", "status": "completed"},
    {"doctor": "ada", "patient": "p1", "starts_at": "2026-11-24T10:30", "status": "no_show"}
  ]
}
"#;

/// The good set without its appointments, and another file.
pub(crate) fn with<'a>(name: &'a str, content: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut files: Vec<(&str, &str)> = ALL[1..].to_vec();
    files.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    files.push((name, content));
    files
}

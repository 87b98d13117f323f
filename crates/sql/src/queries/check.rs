// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct HistoriesParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = bool>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
> {
    pub actions: T2,
    pub from_states: T4,
    pub arrived: T5,
    pub to_states: T7,
    pub max: i64,
}
#[derive(Debug)]
pub struct TransitionsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub actions: T2,
    pub event_types: T4,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct StaleHoldsParams {
    pub now: jiff::Timestamp,
    pub grace_secs: f64,
    pub max: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct BookingsWithoutConflictParams {
    pub now: jiff::Timestamp,
    pub max: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Breach {
    pub what: String,
    pub clinic_id: Option<uuid::Uuid>,
    pub subject: String,
    pub detail: String,
}
pub struct BreachBorrowed<'a> {
    pub what: &'a str,
    pub clinic_id: Option<uuid::Uuid>,
    pub subject: &'a str,
    pub detail: &'a str,
}
impl<'a> From<BreachBorrowed<'a>> for Breach {
    fn from(BreachBorrowed { what, clinic_id, subject, detail }: BreachBorrowed<'a>) -> Self {
        Self { what: what.into(), clinic_id, subject: subject.into(), detail: detail.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BreachQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<BreachBorrowed, tokio_postgres::Error>,
    mapper: fn(BreachBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BreachQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(BreachBorrowed) -> R) -> BreachQuery<'c, 'a, 's, C, R, N> {
        BreachQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let _timed = holdfast_telemetry::timed_statement(self.query);
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct DoctorOverlapsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn doctor_overlaps() -> DoctorOverlapsStmt {
    DoctorOverlapsStmt(
        "/*doctor_overlaps*/ WITH calendar AS ( SELECT clinic_id, id, doctor_id, starts_at, max(ends_at) OVER (PARTITION BY doctor_id ORDER BY starts_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until FROM appointments WHERE status <> 'cancelled' ), late AS MATERIALIZED ( SELECT * FROM calendar WHERE starts_at < busy_until LIMIT $1 ) SELECT 'a doctor has two appointments at once' AS what, l.clinic_id, concat_ws(', ', e.id, l.id) AS subject, format('doctor %s is busy until %s when the second begins at %s', l.doctor_id, l.busy_until, l.starts_at) AS detail FROM late l LEFT JOIN appointments e ON e.doctor_id = l.doctor_id AND e.status <> 'cancelled' AND (e.starts_at, e.id) < (l.starts_at, l.id) AND e.ends_at > l.starts_at LIMIT $1",
        None,
    )
}
impl DoctorOverlapsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct PatientOverlapsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn patient_overlaps() -> PatientOverlapsStmt {
    PatientOverlapsStmt(
        "/*patient_overlaps*/ WITH calendar AS ( SELECT clinic_id, id, patient_id, starts_at, max(ends_at) OVER (PARTITION BY patient_id ORDER BY starts_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until FROM appointments WHERE status <> 'cancelled' AND patient_id IS NOT NULL ), late AS MATERIALIZED ( SELECT * FROM calendar WHERE starts_at < busy_until LIMIT $1 ) SELECT 'a patient has two appointments at once' AS what, l.clinic_id, concat_ws(', ', e.id, l.id) AS subject, format('patient %s is busy until %s when the second begins at %s', l.patient_id, l.busy_until, l.starts_at) AS detail FROM late l LEFT JOIN appointments e ON e.patient_id = l.patient_id AND e.status <> 'cancelled' AND (e.starts_at, e.id) < (l.starts_at, l.id) AND e.ends_at > l.starts_at LIMIT $1",
        None,
    )
}
impl PatientOverlapsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct SlotsAndHoldersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn slots_and_holders() -> SlotsAndHoldersStmt {
    SlotsAndHoldersStmt(
        "/*slots_and_holders*/ WITH held AS ( SELECT slot_id, count(*) AS holders, min(id::text) AS one, max(id::text) AS another FROM appointments WHERE status <> 'cancelled' GROUP BY slot_id ) SELECT CASE WHEN s.id IS NULL THEN 'a live appointment holds a slot that does not exist' WHEN h.slot_id IS NULL THEN 'a slot is booked, and no live appointment holds it' WHEN NOT s.is_booked THEN 'a live appointment holds a slot that is not booked' ELSE 'several live appointments hold one slot' END AS what, s.clinic_id, coalesce(s.id, h.slot_id)::text AS subject, format('%s live appointments %s', coalesce(h.holders, 0), CASE WHEN h.one = h.another THEN h.one ELSE concat_ws(', ', h.one, h.another) END) AS detail FROM slots s FULL JOIN held h ON h.slot_id = s.id WHERE s.id IS NULL OR coalesce(h.holders, 0) <> s.is_booked::int LIMIT $1",
        None,
    )
}
impl SlotsAndHoldersStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct AppointmentsUnlikeSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn appointments_unlike_slots() -> AppointmentsUnlikeSlotsStmt {
    AppointmentsUnlikeSlotsStmt(
        "/*appointments_unlike_slots*/ SELECT CASE WHEN a.doctor_id <> s.doctor_id THEN 'a live appointment has another doctor than its slot' ELSE 'a live appointment has other times than its slot' END AS what, a.clinic_id, a.id::text AS subject, format('doctor %s from %s to %s, but slot %s is doctor %s from %s to %s', a.doctor_id, a.starts_at, a.ends_at, s.id, s.doctor_id, s.starts_at, s.ends_at) AS detail FROM appointments a JOIN slots s ON s.id = a.slot_id WHERE a.status <> 'cancelled' AND (a.doctor_id <> s.doctor_id OR a.starts_at <> s.starts_at OR a.ends_at <> s.ends_at) LIMIT $1",
        None,
    )
}
impl AppointmentsUnlikeSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct OpenSlotsUnlikeSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open_slots_unlike_slots() -> OpenSlotsUnlikeSlotsStmt {
    OpenSlotsUnlikeSlotsStmt(
        "/*open_slots_unlike_slots*/ WITH free AS ( SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, d.specialization_id, c.time_zone, offer_kind(s.mode, s.starts_at, c.time_zone) AS kind, s.serves FROM slots s LEFT JOIN doctors d ON d.id = s.doctor_id AND d.clinic_id = s.clinic_id LEFT JOIN clinics c ON c.id = s.clinic_id WHERE NOT s.is_booked AND NOT s.is_withdrawn AND s.kept_until IS NULL ) SELECT CASE WHEN o.slot_id IS NULL THEN 'a free slot is not offered' WHEN f.id IS NULL THEN 'a slot is offered that is not free' WHEN o.starts_at <> f.starts_at THEN 'a free slot is offered at another time' WHEN o.doctor_id <> f.doctor_id THEN 'a free slot is offered with another doctor' WHEN o.specialization_id <> f.specialization_id THEN 'a free slot is offered under another specialization' ELSE 'a free slot is offered as another kind' END AS what, coalesce(f.clinic_id, o.clinic_id) AS clinic_id, coalesce(f.id, o.slot_id)::text AS subject, CASE WHEN o.slot_id IS NULL THEN format('free from %s', f.starts_at) WHEN f.id IS NULL THEN format('offered from %s', o.starts_at) WHEN (o.starts_at, o.doctor_id, o.specialization_id) = (f.starts_at, f.doctor_id, f.specialization_id) THEN format('offered as kind %s in %s for visits %s, but it is %s in %s for %s', o.kind, o.time_zone, o.serves, f.kind, f.time_zone, f.serves) ELSE format('offered with doctor %s, specialization %s from %s, but it is doctor %s, specialization %s from %s', o.doctor_id, o.specialization_id, o.starts_at, f.doctor_id, f.specialization_id, f.starts_at) END AS detail FROM free f FULL JOIN open_slots o ON o.slot_id = f.id WHERE o.slot_id IS NULL OR f.id IS NULL OR o.starts_at <> f.starts_at OR o.doctor_id <> f.doctor_id OR o.specialization_id <> f.specialization_id OR (o.kind, o.time_zone) IS DISTINCT FROM (f.kind, f.time_zone) OR o.serves <> f.serves LIMIT $1",
        None,
    )
}
impl OpenSlotsUnlikeSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct OpenSlotsTwiceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open_slots_twice() -> OpenSlotsTwiceStmt {
    OpenSlotsTwiceStmt(
        "/*open_slots_twice*/ SELECT 'a slot is offered more than once' AS what, NULL::uuid AS clinic_id, slot_id::text AS subject, format('%s rows', count(*)) AS detail FROM open_slots GROUP BY slot_id HAVING count(*) > 1 LIMIT $1",
        None,
    )
}
impl OpenSlotsTwiceStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct HistoriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn histories() -> HistoriesStmt {
    HistoriesStmt(
        "/*histories*/ WITH rules AS ( SELECT * FROM unnest($1::text[], $2::text[], $3::bool[], $4::text[]) AS r (action, from_status, has_arrived, to_status) ), steps AS ( SELECT entity_id, entity_version, action, from_status, to_status, coalesce(lag(entity_version) OVER life, 0) + 1 AS due_version, lag(to_status) OVER life AS left_at, lead(id) OVER life IS NULL AS is_last, count(*) FILTER (WHERE action = 'appointment.check_in') OVER (life ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > count(*) FILTER (WHERE action = 'appointment.undo_check_in') OVER (life ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS has_arrived FROM audit_log WHERE action LIKE 'appointment.%' WINDOW life AS (PARTITION BY entity_id ORDER BY entity_version, id) ), judged AS ( SELECT a.clinic_id, a.id, a.status, a.version, s.entity_version, s.action, s.from_status, s.to_status, s.left_at, CASE WHEN s.entity_id IS NULL THEN 'an appointment has no history' WHEN s.entity_version > s.due_version THEN 'a history has a gap' WHEN s.entity_version < s.due_version THEN 'a history has a version twice' WHEN s.from_status IS DISTINCT FROM s.left_at THEN 'a step does not begin where the last one ended' WHEN r.action IS NULL THEN 'a step is against the rules' WHEN s.is_last AND s.entity_version <> a.version THEN 'a history ends with another version' WHEN s.is_last AND s.to_status <> a.status THEN 'a history ends in another state' END AS what FROM appointments a LEFT JOIN steps s ON s.entity_id = a.id LEFT JOIN rules r ON r.action = s.action AND r.from_status = coalesce(s.from_status, '') AND r.has_arrived = s.has_arrived AND r.to_status = s.to_status ) SELECT what, clinic_id, id::text AS subject, concat_ws(', ', format('%s with version %s', status, version), format('step %s %s from %s to %s after %s', entity_version, action, coalesce(from_status, 'nothing'), to_status, coalesce(left_at, 'nothing'))) AS detail FROM judged WHERE what IS NOT NULL LIMIT $5",
        None,
    )
}
impl HistoriesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = T1>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::ArraySql<Item = bool>,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
    >(
        &'s self,
        client: &'c C,
        actions: &'a T2,
        from_states: &'a T4,
        arrived: &'a T5,
        to_states: &'a T7,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 5> {
        BreachQuery {
            client,
            params: [actions, from_states, arrived, to_states, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = bool>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        HistoriesParams<T1, T2, T3, T4, T5, T6, T7>,
        BreachQuery<'c, 'a, 's, C, Breach, 5>,
        C,
    > for HistoriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HistoriesParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 5> {
        self.bind(
            client,
            &params.actions,
            &params.from_states,
            &params.arrived,
            &params.to_states,
            &params.max,
        )
    }
}
pub struct TransitionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn transitions() -> TransitionsStmt {
    TransitionsStmt(
        "/*transitions*/ WITH pairs AS ( SELECT * FROM unnest($1::text[], $2::text[]) AS p (action, event_type) ), told AS ( SELECT appointment_id AS id, appointment_version AS version, count(*) AS events, min(event_type) AS event_type FROM outbox WHERE event_type LIKE 'holdfast.appointment.%' GROUP BY appointment_id, appointment_version ), noted AS ( SELECT entity_id AS id, entity_version AS version, count(*) AS notes, min(action) AS action, max(occurred_at) AS occurred_at FROM audit_log WHERE action LIKE 'appointment.%' GROUP BY entity_id, entity_version ), transitions AS MATERIALIZED ( SELECT id, version, t.events, n.notes, t.event_type, n.action, n.occurred_at FROM told t FULL JOIN noted n USING (id, version) ), judged AS ( SELECT t.id, t.version, t.event_type, t.action, CASE WHEN t.events IS NULL AND t.occurred_at <= h.deleted_until THEN NULL WHEN t.events IS NULL THEN 'a transition has no event' WHEN t.notes IS NULL THEN 'an event has no audit row' WHEN t.events > 1 THEN 'a transition has several events' WHEN t.notes > 1 THEN 'a transition has several audit rows' WHEN p.action IS NULL THEN 'an event does not fit its audit row' END AS what FROM transitions t LEFT JOIN pairs p ON p.action = t.action AND p.event_type = t.event_type LEFT JOIN appointments a ON a.id = t.id LEFT JOIN outbox_horizons h ON h.clinic_id = a.clinic_id UNION ALL SELECT a.id, a.version, NULL, NULL, 'a transition has neither event nor audit row' FROM appointments a LEFT JOIN (SELECT id, count(*) AS known FROM transitions GROUP BY id) t ON t.id = a.id WHERE coalesce(t.known, 0) < a.version ), found AS MATERIALIZED ( SELECT * FROM judged WHERE what IS NOT NULL LIMIT $3 ) SELECT f.what, a.clinic_id, format('%s', f.id) AS subject, concat_ws(', ', 'version ' || f.version, f.event_type, f.action) AS detail FROM found f LEFT JOIN appointments a ON a.id = f.id LIMIT $3",
        None,
    )
}
impl TransitionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = T1>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        actions: &'a T2,
        event_types: &'a T4,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 3> {
        BreachQuery {
            client,
            params: [actions, event_types, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TransitionsParams<T1, T2, T3, T4>,
        BreachQuery<'c, 'a, 's, C, Breach, 3>,
        C,
    > for TransitionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TransitionsParams<T1, T2, T3, T4>,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 3> {
        self.bind(client, &params.actions, &params.event_types, &params.max)
    }
}
pub struct DeletedEventsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn deleted_events() -> DeletedEventsStmt {
    DeletedEventsStmt(
        "/*deleted_events*/ WITH steps AS ( SELECT l.clinic_id, l.entity_id, l.entity_version FROM audit_log l JOIN outbox_horizons h ON h.clinic_id = l.clinic_id AND l.occurred_at <= h.deleted_until WHERE l.action LIKE 'appointment.%' ), told AS ( SELECT DISTINCT appointment_id, appointment_version FROM outbox WHERE event_type LIKE 'holdfast.appointment.%' ), gone AS ( SELECT s.clinic_id, count(*) AS steps FROM steps s LEFT JOIN told t ON t.appointment_id = s.entity_id AND t.appointment_version = s.entity_version WHERE t.appointment_id IS NULL GROUP BY s.clinic_id ) SELECT CASE WHEN coalesce(g.steps, 0) > h.steps THEN 'events are gone that did not expire' ELSE 'events have expired that told no step' END AS what, h.clinic_id, h.clinic_id::text AS subject, format('up to %s %s steps have no event, and %s events of steps were deleted', h.deleted_until, coalesce(g.steps, 0), h.steps) AS detail FROM outbox_horizons h LEFT JOIN gone g ON g.clinic_id = h.clinic_id WHERE coalesce(g.steps, 0) <> h.steps LIMIT $1",
        None,
    )
}
impl DeletedEventsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct EffectsTwiceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn effects_twice() -> EffectsTwiceStmt {
    EffectsTwiceStmt(
        "/*effects_twice*/ SELECT 'an event had its effect more than once' AS what, NULL::uuid AS clinic_id, concat_ws(' ', consumer, event_id) AS subject, format('%s rows', count(*)) AS detail FROM inbox GROUP BY consumer, event_id HAVING count(*) > 1 LIMIT $1",
        None,
    )
}
impl EffectsTwiceStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct KeysTwiceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keys_twice() -> KeysTwiceStmt {
    KeysTwiceStmt(
        "/*keys_twice*/ SELECT CASE WHEN min(appointment_id::text) <> max(appointment_id::text) THEN 'an idempotency key led to several bookings' ELSE 'an idempotency key is kept more than once' END AS what, NULL::uuid AS clinic_id, concat_ws(' ', caller, route, key) AS subject, format('%s rows, appointments %s to %s', count(*), min(appointment_id::text), max(appointment_id::text)) AS detail FROM idempotency_keys GROUP BY caller, route, key HAVING count(*) > 1 LIMIT $1",
        None,
    )
}
impl KeysTwiceStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct KeysWithoutBookingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keys_without_booking() -> KeysWithoutBookingStmt {
    KeysWithoutBookingStmt(
        "/*keys_without_booking*/ SELECT 'an idempotency key leads to a booking that does not exist' AS what, NULL::uuid AS clinic_id, concat_ws(' ', k.caller, k.route, k.key) AS subject, format('appointment %s', k.appointment_id) AS detail FROM idempotency_keys k LEFT JOIN appointments a ON a.id = k.appointment_id WHERE k.appointment_id IS NOT NULL AND a.id IS NULL LIMIT $1",
        None,
    )
}
impl KeysWithoutBookingStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct StraysOfClinicsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn strays_of_clinics() -> StraysOfClinicsStmt {
    StraysOfClinicsStmt(
        "/*strays_of_clinics*/ WITH strays AS ( SELECT 'a doctor' AS child, d.clinic_id, d.id, 'clinic' AS parent, d.clinic_id AS parent_id, NULL::uuid AS belongs_to FROM doctors d LEFT JOIN clinics p ON p.id = d.clinic_id WHERE p.id IS NULL UNION ALL SELECT 'a patient', c.clinic_id, c.id, 'clinic', c.clinic_id, NULL::uuid FROM patients c LEFT JOIN clinics p ON p.id = c.clinic_id WHERE p.id IS NULL UNION ALL SELECT 'a schedule', c.clinic_id, c.id, 'doctor', c.doctor_id, p.clinic_id FROM schedules c LEFT JOIN doctors p ON p.id = c.doctor_id WHERE p.clinic_id IS DISTINCT FROM c.clinic_id UNION ALL SELECT 'time off', c.clinic_id, c.id, 'doctor', c.doctor_id, p.clinic_id FROM time_off c LEFT JOIN doctors p ON p.id = c.doctor_id WHERE p.clinic_id IS DISTINCT FROM c.clinic_id ) SELECT format(CASE WHEN belongs_to IS NULL THEN 'the %s of %s does not exist' ELSE 'the %s of %s belongs to another clinic' END, parent, child) AS what, clinic_id, id::text AS subject, concat_ws(' ', parent, parent_id, 'of clinic ' || belongs_to) AS detail FROM strays LIMIT $1",
        None,
    )
}
impl StraysOfClinicsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct StraysOfSlotsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn strays_of_slots() -> StraysOfSlotsStmt {
    StraysOfSlotsStmt(
        "/*strays_of_slots*/ WITH strays AS ( SELECT 'a slot' AS child, c.clinic_id, c.id, 'doctor' AS parent, c.doctor_id AS parent_id, p.clinic_id AS belongs_to FROM slots c LEFT JOIN doctors p ON p.id = c.doctor_id WHERE p.clinic_id IS DISTINCT FROM c.clinic_id UNION ALL SELECT 'an open slot', c.clinic_id, c.slot_id, 'slot', c.slot_id, p.clinic_id FROM open_slots c JOIN slots p ON p.id = c.slot_id WHERE p.clinic_id <> c.clinic_id ) SELECT format(CASE WHEN belongs_to IS NULL THEN 'the %s of %s does not exist' ELSE 'the %s of %s belongs to another clinic' END, parent, child) AS what, clinic_id, id::text AS subject, concat_ws(' ', parent, parent_id, 'of clinic ' || belongs_to) AS detail FROM strays LIMIT $1",
        None,
    )
}
impl StraysOfSlotsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct StraysOfAppointmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn strays_of_appointments() -> StraysOfAppointmentsStmt {
    StraysOfAppointmentsStmt(
        "/*strays_of_appointments*/ WITH strays AS ( SELECT 'an appointment' AS child, c.clinic_id, c.id, 'doctor' AS parent, c.doctor_id AS parent_id, p.clinic_id AS belongs_to FROM appointments c LEFT JOIN doctors p ON p.id = c.doctor_id WHERE p.clinic_id IS DISTINCT FROM c.clinic_id UNION ALL SELECT 'an appointment', c.clinic_id, c.id, 'patient', c.patient_id, p.clinic_id FROM appointments c LEFT JOIN patients p ON p.id = c.patient_id WHERE c.patient_id IS NOT NULL AND p.clinic_id IS DISTINCT FROM c.clinic_id UNION ALL SELECT 'an appointment', c.clinic_id, c.id, 'slot', c.slot_id, p.clinic_id FROM appointments c JOIN slots p ON p.id = c.slot_id WHERE p.clinic_id <> c.clinic_id UNION ALL SELECT 'an event', c.clinic_id, c.id, 'appointment', c.appointment_id, p.clinic_id FROM outbox c LEFT JOIN appointments p ON p.id = c.appointment_id WHERE c.appointment_id IS NOT NULL AND p.clinic_id IS DISTINCT FROM c.clinic_id UNION ALL SELECT 'an audit row', c.clinic_id, c.id, 'appointment', c.entity_id, p.clinic_id FROM audit_log c LEFT JOIN appointments p ON p.id = c.entity_id WHERE c.action LIKE 'appointment.%' AND p.clinic_id IS DISTINCT FROM c.clinic_id UNION ALL SELECT 'a conflict', c.clinic_id, c.appointment_id, 'appointment', c.appointment_id, p.clinic_id FROM conflicts c LEFT JOIN appointments p ON p.id = c.appointment_id WHERE p.clinic_id IS DISTINCT FROM c.clinic_id ) SELECT format(CASE WHEN belongs_to IS NULL THEN 'the %s of %s does not exist' ELSE 'the %s of %s belongs to another clinic' END, parent, child) AS what, clinic_id, id::text AS subject, concat_ws(' ', parent, parent_id, 'of clinic ' || belongs_to) AS detail FROM strays LIMIT $1",
        None,
    )
}
impl StraysOfAppointmentsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct AuditChainsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn audit_chains() -> AuditChainsStmt {
    AuditChainsStmt(
        "/*audit_chains*/ WITH named AS ( SELECT s.clinic_id, s.seq, r.place, l.id, sha256(convert_to(jsonb_build_array( l.clinic_id, l.id, (extract(epoch FROM l.occurred_at) * 1000000)::bigint, l.actor_role, l.actor_id, l.action, l.entity_id, l.entity_version, l.from_status, l.to_status, l.patient_id)::text, 'UTF8')) AS hash FROM audit_seals s CROSS JOIN LATERAL unnest(s.row_ids) WITH ORDINALITY AS r (row_id, place) LEFT JOIN audit_log l ON l.clinic_id = s.clinic_id AND l.id = r.row_id ), contents AS ( SELECT clinic_id, seq, count(*) FILTER (WHERE id IS NULL) AS gone, string_agg(hash, ''::bytea ORDER BY place) AS hashes FROM named GROUP BY clinic_id, seq ), chain AS ( SELECT s.clinic_id, s.seq, s.hash, coalesce(c.gone, 0) AS gone, coalesce(c.hashes, '') AS hashes, coalesce(lag(s.seq) OVER links, 0) + 1 AS due_seq, coalesce(lag(s.hash) OVER links, '') AS hash_before FROM audit_seals s LEFT JOIN contents c ON c.clinic_id = s.clinic_id AND c.seq = s.seq WINDOW links AS (PARTITION BY s.clinic_id ORDER BY s.seq) ) SELECT CASE WHEN seq <> due_seq THEN 'a seal of the audit log is gone' WHEN gone > 0 THEN 'a row of the audit log is gone' ELSE 'the audit log is not what was sealed' END AS what, clinic_id, format('seal %s', seq) AS subject, CASE WHEN seq <> due_seq THEN format('seal %s is due', due_seq) WHEN gone > 0 THEN format('%s rows', gone) ELSE 'a row, the seal or the seal before it was changed' END AS detail FROM chain WHERE seq <> due_seq OR gone > 0 OR hash <> sha256(hash_before || convert_to(seq::text, 'UTF8') || hashes) ORDER BY clinic_id, seq LIMIT $1",
        None,
    )
}
impl AuditChainsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct AuditRowsUnlikeSealsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn audit_rows_unlike_seals() -> AuditRowsUnlikeSealsStmt {
    AuditRowsUnlikeSealsStmt(
        "/*audit_rows_unlike_seals*/ WITH sealed AS ( SELECT s.clinic_id, r.id, count(*) AS seals FROM audit_seals s CROSS JOIN LATERAL unnest(s.row_ids) AS r (id) GROUP BY s.clinic_id, r.id ) SELECT CASE WHEN s.id IS NULL THEN 'a row of the audit log was never sealed' ELSE 'a row of the audit log was sealed more than once' END AS what, l.clinic_id, l.id::text AS subject, format('%s of %s', l.action, l.entity_id) AS detail FROM audit_log l LEFT JOIN sealed s ON s.clinic_id = l.clinic_id AND s.id = l.id WHERE coalesce(s.seals, 0) <> 1 AND (s.id IS NOT NULL OR pg_visible_in_snapshot(l.xid::text::xid8, (SELECT seen FROM audit_sealing))) LIMIT $1",
        None,
    )
}
impl AuditRowsUnlikeSealsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct StaleHoldsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn stale_holds() -> StaleHoldsStmt {
    StaleHoldsStmt(
        "/*stale_holds*/ SELECT CASE WHEN hold_expires_at IS NULL THEN 'a hold never expires' ELSE 'a hold outlived its expiry' END AS what, clinic_id, id::text AS subject, format('expires at %s', coalesce(hold_expires_at::text, 'no time')) AS detail FROM appointments WHERE status = 'pending' AND (hold_expires_at IS NULL OR hold_expires_at < $1::timestamptz - make_interval(secs => $2)) LIMIT $3",
        None,
    )
}
impl StaleHoldsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        grace_secs: &'a f64,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 3> {
        BreachQuery {
            client,
            params: [now, grace_secs, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, StaleHoldsParams, BreachQuery<'c, 'a, 's, C, Breach, 3>, C>
    for StaleHoldsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a StaleHoldsParams,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 3> {
        self.bind(client, &params.now, &params.grace_secs, &params.max)
    }
}
pub struct WithoutPatientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn without_patient() -> WithoutPatientStmt {
    WithoutPatientStmt(
        "/*without_patient*/ SELECT CASE WHEN status IN ('pending', 'cancelled') THEN 'an appointment without a patient is no visitor''s hold' ELSE 'an appointment has no patient' END AS what, clinic_id, id::text AS subject, format('it is %s', status) AS detail FROM appointments WHERE patient_id IS NULL AND (visitor_id IS NULL OR status NOT IN ('pending', 'cancelled')) LIMIT $1",
        None,
    )
}
impl WithoutPatientStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct HoldsOfVisitorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn holds_of_visitors() -> HoldsOfVisitorsStmt {
    HoldsOfVisitorsStmt(
        "/*holds_of_visitors*/ SELECT 'a visitor holds several slots of one clinic' AS what, clinic_id, concat_ws(', ', min(id::text), max(id::text)) AS subject, format('%s holds', count(*)) AS detail FROM appointments WHERE status = 'pending' AND visitor_id IS NOT NULL GROUP BY clinic_id, visitor_id HAVING count(*) > 1 LIMIT $1",
        None,
    )
}
impl HoldsOfVisitorsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct ConflictsUnlikeBookingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn conflicts_unlike_bookings() -> ConflictsUnlikeBookingsStmt {
    ConflictsUnlikeBookingsStmt(
        "/*conflicts_unlike_bookings*/ SELECT CASE WHEN a.status = 'cancelled' OR a.slot_id <> x.slot_id THEN 'a conflict has outlived its booking' ELSE 'a conflict is within the hours' END AS what, x.clinic_id, x.appointment_id::text AS subject, format('slot %s, %s in slot %s', x.slot_id, a.status, a.slot_id) AS detail FROM conflicts x JOIN appointments a ON a.clinic_id = x.clinic_id AND a.id = x.appointment_id LEFT JOIN slots s ON s.id = x.slot_id WHERE x.ended_at IS NULL AND (a.status = 'cancelled' OR a.slot_id <> x.slot_id OR s.id IS NOT NULL AND NOT s.is_withdrawn) LIMIT $1",
        None,
    )
}
impl ConflictsUnlikeBookingsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct BookingsWithoutConflictStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn bookings_without_conflict() -> BookingsWithoutConflictStmt {
    BookingsWithoutConflictStmt(
        "/*bookings_without_conflict*/ SELECT 'a booking outside the hours is not among the conflicts' AS what, s.clinic_id, s.id::text AS subject, format('from %s', s.starts_at) AS detail FROM slots s LEFT JOIN conflicts x ON x.slot_id = s.id AND x.ended_at IS NULL WHERE s.is_withdrawn AND s.is_booked AND s.starts_at > $1 AND x.slot_id IS NULL LIMIT $2",
        None,
    )
}
impl BookingsWithoutConflictStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 2> {
        BreachQuery {
            client,
            params: [now, max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        BookingsWithoutConflictParams,
        BreachQuery<'c, 'a, 's, C, Breach, 2>,
        C,
    > for BookingsWithoutConflictStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a BookingsWithoutConflictParams,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 2> {
        self.bind(client, &params.now, &params.max)
    }
}
pub struct AppointmentsOfMergedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn appointments_of_merged() -> AppointmentsOfMergedStmt {
    AppointmentsOfMergedStmt(
        "/*appointments_of_merged*/ SELECT 'an appointment is of a merged patient' AS what, a.clinic_id, a.id::text AS subject, format('%s, patient %s was merged into %s', a.status, p.id, p.merged_into) AS detail FROM patients p JOIN appointments a ON a.clinic_id = p.clinic_id AND a.patient_id = p.id WHERE p.merged_into IS NOT NULL LIMIT $1",
        None,
    )
}
impl AppointmentsOfMergedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}
pub struct MergedAstrayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn merged_astray() -> MergedAstrayStmt {
    MergedAstrayStmt(
        "/*merged_astray*/ SELECT CASE WHEN s.id IS NULL THEN 'a merged patient leads to none' WHEN s.clinic_id <> p.clinic_id THEN 'a merged patient leads to one of another clinic' WHEN s.merged_into IS NOT NULL THEN 'a merged patient leads to one that is merged' ELSE 'a merged patient is erased by half' END AS what, p.clinic_id, p.id::text AS subject, format('merged into %s', p.merged_into) AS detail FROM patients p LEFT JOIN patients s ON s.id = p.merged_into WHERE p.merged_into IS NOT NULL AND (s.id IS NULL OR s.clinic_id <> p.clinic_id OR s.merged_into IS NOT NULL OR (s.erased_at IS NULL) <> (p.erased_at IS NULL)) LIMIT $1",
        None,
    )
}
impl MergedAstrayStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        max: &'a i64,
    ) -> BreachQuery<'c, 'a, 's, C, Breach, 1> {
        BreachQuery {
            client,
            params: [max],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BreachBorrowed, tokio_postgres::Error> {
                Ok(BreachBorrowed {
                    what: row.try_get(0)?,
                    clinic_id: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    detail: row.try_get(3)?,
                })
            },
            mapper: |it| Breach::from(it),
        }
    }
}

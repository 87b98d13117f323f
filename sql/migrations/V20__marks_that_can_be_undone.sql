-- When staff last checked somebody in, or noted that they were seen or did not come: for a day after that it can be undone.
ALTER TABLE appointments ADD COLUMN marked_at timestamptz;

-- Webhooks that hear of everything hear of that too.
UPDATE webhooks SET event_types = event_types || 'holdfast.appointment.undone'::text
WHERE event_types @> ARRAY ['holdfast.appointment.created', 'holdfast.appointment.confirmed', 'holdfast.appointment.rescheduled',
                            'holdfast.appointment.cancelled', 'holdfast.appointment.checked_in', 'holdfast.appointment.completed',
                            'holdfast.appointment.no_show', 'holdfast.appointment.expired', 'holdfast.schedule.conflict',
                            'holdfast.slot.freed'];

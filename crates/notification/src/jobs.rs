//! The jobs of the notification worker.

use std::sync::Arc;
use std::time::Duration;

use holdfast_jobs::Job;

use crate::Notification;
use crate::send::LOOKS_EVERY;

mod delete_expired;

impl Notification {
    /// Its jobs.
    pub fn jobs(&self, cleanup: Duration) -> [Job; 6] {
        [
            Job::new("send_appointment_mails", LOOKS_EVERY, self.clone(), |worker| async move {
                worker.start_sending().await
            })
            .while_there_is_more()
            .woken_by(Arc::clone(&self.fresh)),
            Job::new("send_account_mails", LOOKS_EVERY, self.clone(), |worker| async move {
                worker.start_sending_account_mails().await
            })
            .while_there_is_more()
            .woken_by(Arc::clone(&self.account_mails_fresh)),
            Job::new("delete_expired_mail_counts", cleanup, self.clone(), |worker| async move {
                worker.delete_expired_counts().await
            }),
            Job::new("delete_expired_notifications", cleanup, self.clone(), |worker| async move {
                worker.delete_expired_notifications().await
            }),
            Job::new("delete_expired_inbox", cleanup, self.clone(), |worker| async move {
                worker.delete_expired_inbox().await
            }),
            Job::new("forget_recipients", cleanup, self.clone(), |worker| async move {
                worker.forget_recipients().await
            }),
        ]
    }
}

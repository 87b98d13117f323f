//! The jobs of the notification worker.

use std::sync::Arc;
use std::time::Duration;

use holdfast_jobs::Job;

use crate::Notification;
use crate::send::LOOKS_EVERY;

mod delete_expired;

impl Notification {
    /// Its jobs. Links in mails to owners of accounts begin with `public_url`.
    pub fn jobs(&self, cleanup: Duration, public_url: String) -> [Job; 6] {
        let public_url: Arc<str> = public_url.into();
        [
            Job::new("send_appointment_mails", LOOKS_EVERY, self.clone(), |worker| async move {
                worker.start_sending().await
            })
            .while_there_is_more()
            .woken_by(Arc::clone(&self.fresh)),
            Job::new("send_account_mails", LOOKS_EVERY, self.clone(), move |worker| {
                let public_url = Arc::clone(&public_url);
                async move { worker.start_sending_account_mails(&public_url).await }
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

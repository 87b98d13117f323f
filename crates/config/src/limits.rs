//! `[limits]`

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::{networks, within};

/// In the place of networks: there are no proxies.
const NONE: &str = "none";

/// How much one caller may ask for, over all gateways where there is a Redis.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    /// Requests of one client address. For IPv6, here and below, that is a /64 network; a /56 has four times as much, a /48
    /// sixteen times.
    pub address: QuotaSettings,
    /// Requests of one patient's account.
    pub patient: QuotaSettings,
    /// Bookings without an account, of one client address.
    pub guest_bookings: QuotaSettings,
    /// The same within a day; 0 stands for no limit.
    pub guest_bookings_per_day: u32,
    /// Requests with the secret of one appointment that was booked without an account.
    pub guest: QuotaSettings,
    /// Log-ins of one client address, on this machine too.
    pub log_ins: QuotaSettings,
    /// Log-ins to one account, whoever tries.
    pub account_log_ins: QuotaSettings,
    /// Mails for signing up, for lost passwords and invitations, asked for by one client address, on this machine too.
    pub account_mails: QuotaSettings,
    /// Mails about accounts to one mailbox, whoever asks for them.
    pub mailbox: QuotaSettings,
    /// Whether clients on this machine are limited too.
    pub loopback: bool,
    /// Networks of load balancers whose `X-Forwarded-For` is believed, as `10.0.0.0/8,192.0.2.1`; or `none`, where clients
    /// reach a gateway with `plain_http` without any. From elsewhere the header is not believed.
    pub trusted_proxies: String,
    /// Most requests under way in a gateway; more get 503.
    pub max_in_flight: usize,
}

/// So many a minute. 0 stands for no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaSettings {
    /// On average.
    pub per_minute: u32,
    /// At once.
    pub burst: u32,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            // a clinic's whole house may stand behind one address
            address: QuotaSettings { per_minute: 6_000, burst: 1_000 },
            patient: QuotaSettings { per_minute: 300, burst: 100 },
            guest_bookings: QuotaSettings { per_minute: 30, burst: 30 },
            guest_bookings_per_day: 300,
            guest: QuotaSettings { per_minute: 60, burst: 60 },
            log_ins: QuotaSettings { per_minute: 20, burst: 20 },
            account_log_ins: QuotaSettings { per_minute: 5, burst: 10 },
            mailbox: QuotaSettings { per_minute: 1, burst: 10 },
            account_mails: QuotaSettings { per_minute: 10, burst: 10 },
            loopback: false,
            trusted_proxies: String::new(),
            max_in_flight: 10_000,
        }
    }
}

impl LimitSettings {
    /// The trusted proxies; what is none of them, if something is not.
    pub fn proxies(&self) -> Result<Vec<IpNet>, String> {
        if self.proxies_are_none() { Ok(Vec::new()) } else { networks(&self.trusted_proxies) }
    }

    /// Whether somebody has said which proxies there are, if any.
    pub fn proxies_are_told(&self) -> bool {
        !self.trusted_proxies.trim().is_empty()
    }

    /// Whether somebody has said that there are none.
    pub fn proxies_are_none(&self) -> bool {
        self.trusted_proxies.trim() == NONE
    }

    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "limits.max_in_flight", self.max_in_flight, 1, 1_000_000);
        if let Err(entry) = self.proxies() {
            problems.push(format!(
                "limits.trusted_proxies: must be addresses or networks such as 10.0.0.0/8, separated by commas, or the word \
                 none, and {entry:?} is neither"
            ));
        }
        let quotas = [
            ("address", self.address),
            ("patient", self.patient),
            ("guest_bookings", self.guest_bookings),
            ("guest", self.guest),
            ("log_ins", self.log_ins),
            ("account_log_ins", self.account_log_ins),
            ("account_mails", self.account_mails),
            ("mailbox", self.mailbox),
        ];
        for (name, quota) in quotas {
            within(problems, &format!("limits.{name}.per_minute"), quota.per_minute, 0, 60_000_000);
            within(problems, &format!("limits.{name}.burst"), quota.burst, 0, 1_000_000);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_addresses_or_networks() {
        let proxies = |list: &str| {
            let settings = LimitSettings { trusted_proxies: list.to_owned(), ..LimitSettings::default() };
            settings.proxies().map(|networks| networks.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(proxies("").unwrap(), Vec::<String>::new());
        assert_eq!(
            proxies("10.0.0.0/8, 192.0.2.1,fd00::/8").unwrap(),
            ["10.0.0.0/8", "192.0.2.1/32", "fd00::/8"]
        );
        assert_eq!(proxies("none").unwrap(), Vec::<String>::new());
        assert_eq!(proxies("10.0.0.0/8,haproxy").unwrap_err(), "haproxy");
    }
}

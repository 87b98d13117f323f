//! Whether a call that failed can have reached the other side. What cannot is safe to send again.

use std::error::Error;

/// Whether the other side may have seen the request.
pub(super) fn may_have_been_sent(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(this) = cause {
        // The connection closed while the request waited for it.
        if this.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_canceled) {
            return false;
        }
        if let Some(error) = this.downcast_ref::<h2::Error>() {
            // RFC 9113, 6.8 and 8.7: streams above the last one that a GOAWAY names, and refused streams, were not
            // processed. h2 ends none but those with the GOAWAY's own reason.
            let graceful =
                error.is_go_away() && error.is_remote() && error.reason() == Some(h2::Reason::NO_ERROR);
            if graceful || error.reason() == Some(h2::Reason::REFUSED_STREAM) {
                return false;
            }
        }
        cause = this.source();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_streams_were_not_sent() {
        assert!(!may_have_been_sent(&h2::Error::from(h2::Reason::REFUSED_STREAM)));
        assert!(may_have_been_sent(&h2::Error::from(h2::Reason::INTERNAL_ERROR)));
        assert!(may_have_been_sent(&std::io::Error::other("broken pipe")));
    }
}

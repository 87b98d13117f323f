//! Randomness of the real program: from aws-lc's generator, which the operating system seeds, and seeds again as it goes on. A process
//! that was seeded once would give out the same secrets again after its machine is set back to a snapshot.

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use rand::RngCore;

/// The system's generator, as [`holdfast_domain::Ids`] takes it.
#[derive(Debug, Default)]
pub struct FromTheSystem(SystemRandom);

impl RngCore for FromTheSystem {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_ne_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_ne_bytes(bytes)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        if self.0.fill(bytes).is_err() {
            // a secret that can be guessed would be worse than no process
            tracing::error!("the system has no randomness; exiting");
            std::process::abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_sources_give_the_same() {
        let of_new = || {
            let mut bytes = [0; 32];
            FromTheSystem::default().fill_bytes(&mut bytes);
            bytes
        };
        let (one, two) = (of_new(), of_new());
        assert_ne!(one, two);
        assert_ne!(one, [0; 32]);
        let mut source = FromTheSystem::default();
        assert_ne!(source.next_u64(), source.next_u64());
    }
}

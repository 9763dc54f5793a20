// asked: Gate::pass

//! Decides who may pass, and keeps a record of whom it let through.
#![forbid(unsafe_code)]

use std::collections::{hash_map::Entry, HashMap};
use std::fmt::{self, Display};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub mod errors {
    //! What can go wrong.
    use super::fmt;

    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum GateError {
        Shut,
        WrongToken { who: String },
        Keeper(String),
    }

    impl fmt::Display for GateError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Shut => f.write_str("the gate is shut"),
                Self::WrongToken { who } => write!(f, "wrong token of {who}"),
                Self::Keeper(words) if words.is_empty() => f.write_str("the keeper failed"),
                Self::Keeper(words) => write!(f, "the keeper failed: {}", words),
            }
        }
    }

    impl std::error::Error for GateError {}
}

pub use errors::GateError;

const SHORTEST_KEY: usize = 16;
static SWEEP_EVERY: Duration = Duration::from_secs(60);

/// Remembers who came by.
pub trait Keeper: Send + Sync {
    fn note(&self, who: &str, when: Instant) -> Result<(), GateError>;

    fn note_all<'a, I>(&self, all: I) -> Result<usize, GateError>
    where
        I: IntoIterator<Item = &'a str>,
        Self: Sized,
    {
        let mut count = 0;
        for who in all {
            self.note(who, Instant::now())?;
            count += 1;
        }
        Ok(count)
    }
}

macro_rules! hooks {
    ($($name:literal => $hook:expr),* $(,)?) => {
        vec![$(($name, Box::new($hook) as Hook)),*]
    };
}

type Hook = Box<dyn Fn(&str) -> bool + Send + Sync>;

/// Safe for use by several threads.
pub struct Gate<K: Keeper> {
    keeper: Option<Arc<K>>,
    key: Vec<u8>,
    seen: Mutex<HashMap<String, Instant>>,
    hooks: Vec<(&'static str, Hook)>,
    open: bool,
}

impl<K> Gate<K>
where
    K: Keeper + 'static,
{
    /// Opens a gate whose key stands in the environment.
    pub fn open(keeper: Option<Arc<K>>) -> Result<Self, GateError> {
        let key = std::env::var("GATE_KEY").map_err(|_| GateError::Shut)?;
        let (true, bytes) = (key.len() >= SHORTEST_KEY, key.into_bytes()) else {
            return Err(GateError::Shut);
        };
        Ok(Self {
            keeper,
            key: bytes,
            seen: Mutex::default(),
            hooks: hooks! { "blank" => |who: &str| !who.trim().is_empty() },
            open: true,
        })
    }

    /// Compares in constant time.
    #[must_use]
    #[inline]
    pub fn verify(&self, token: &str) -> bool {
        let token = token.as_bytes();
        token.len() == self.key.len() && token.iter().zip(&self.key).fold(0u8, |sum, (a, b)| sum | (a ^ b)) == 0
    }

    pub fn pass(&self, who: &str, token: &str) -> Result<bool, GateError> {
        if !self.open {
            return Err(GateError::Shut);
        }
        if let Some((name, _)) = self.hooks.iter().find(|(_, hook)| !hook(who)) {
            return Err(GateError::Keeper(format!("refused by {name}")));
        }
        if !self.verify(token) {
            return Err(GateError::WrongToken { who: who.to_owned() });
        }
        let first = {
            let mut seen = self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            match seen.entry(who.to_string()) {
                Entry::Occupied(mut row) => {
                    row.insert(Instant::now());
                    false
                }
                Entry::Vacant(row) => {
                    row.insert(Instant::now());
                    true
                }
            }
        };
        match &self.keeper {
            Some(keeper) if first => keeper.note(who, Instant::now()).map(|()| true),
            _ => Ok(first),
        }
    }

    pub async fn sweep(self: Arc<Self>) {
        'sweeping: loop {
            pause(SWEEP_EVERY).await;
            let mut seen = match self.seen.lock() {
                Ok(seen) => seen,
                Err(_) => break 'sweeping,
            };
            seen.retain(|_, when| when.elapsed() < SWEEP_EVERY);
            debug_assert!(seen.len() < usize::MAX, "{} rows", seen.len());
        }
    }
}

async fn pause(length: Duration) {
    std::future::ready(length).await;
}

impl<K: Keeper> Display for Gate<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", if self.open { "open" } else { "shut" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nobody;

    impl Keeper for Nobody {
        fn note(&self, who: &str, _when: Instant) -> Result<(), GateError> {
            assert_ne!(who, "", "somebody must have a name");
            Ok(())
        }
    }

    #[test]
    fn refuses_a_wrong_token() {
        std::env::set_var("GATE_KEY", "0123456789abcdef");
        let gate = Gate::open(Some(Arc::new(Nobody))).unwrap();
        assert!(!gate.verify("other"));
        assert!(matches!(gate.pass("ann", "other"), Err(GateError::WrongToken { .. })));
    }
}

//! Waiting for a change: events of the disk, gathered until a burst of them is over, and then a look at what they name.

use super::places::{Hint, Places, is_whole};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use stonehand::files::DiskFiles;
use stonehand::session::Asked;

/// A burst of events is over when so long none came: an editor's save is several. Where the system says that what was
/// written is closed, or that it has been moved into its place, nothing more is waited for.
const QUIET: Duration = Duration::from_millis(3);
/// However long a burst goes on, it is looked at after this.
const LONGEST: Duration = Duration::from_millis(40);

/// What may happen.
pub enum Event {
    /// Something on the disk.
    Disk(notify::Result<notify::Event>),
    /// Ctrl-C, or a request to end from elsewhere.
    Stop,
}

/// What is to be done next.
pub enum Next {
    /// These files changed, and when the first word of it came.
    Changed(Vec<PathBuf>, Instant),
    /// To end.
    Stop,
}

/// The events that have not been looked at.
pub struct Waiting {
    events: Receiver<Event>,
}

impl Waiting {
    pub fn new(events: Receiver<Event>) -> Waiting {
        Waiting { events }
    }

    /// Waits until something that was asked for changes; nothing if nobody can say any more.
    pub fn next(&mut self, places: &mut Places, asked: &Asked) -> Option<Next> {
        loop {
            let event = self.events.recv().ok()?;
            if let Some(next) = self.gather(event, places, asked) {
                return Some(next);
            }
        }
    }

    /// The same, for so long.
    pub fn within(&mut self, time: Duration, places: &mut Places, asked: &Asked) -> Option<Next> {
        let end = Instant::now() + time;
        loop {
            let event = self.events.recv_timeout(end.saturating_duration_since(Instant::now())).ok()?;
            if let Some(next) = self.gather(event, places, asked) {
                return Some(next);
            }
        }
    }

    /// The burst that an event begins; nothing if it changed nothing.
    fn gather(&mut self, first: Event, places: &mut Places, asked: &Asked) -> Option<Next> {
        let begun = Instant::now();
        let mut hint = Hint::Nothing;
        let mut end = begun;
        let mut event = first;
        loop {
            match event {
                Event::Stop => return Some(Next::Stop),
                // What nobody asked for does not make the burst longer: something may be written to all the time.
                Event::Disk(event) => {
                    let quiet = if event.as_ref().is_ok_and(is_whole) { Duration::ZERO } else { QUIET };
                    match places.hint(event) {
                        Hint::Nothing => {}
                        more => {
                            hint = hint.and(more);
                            end = Instant::now() + quiet;
                        }
                    }
                }
            }
            if matches!(hint, Hint::Nothing) || begun.elapsed() > LONGEST {
                break;
            }
            // What has come already belongs to the burst.
            event = match self.events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Some(Next::Stop),
            };
        }
        // What a folder holds that stands in the place of another is looked at once it is watched.
        let changed = match (places.mend(asked), hint) {
            // Whoever builds again hears why.
            (Err(_), _) => asked.files().map(Path::to_owned).collect(),
            (Ok(true), _) | (_, Hint::Anything) => asked.changed(&DiskFiles),
            (_, Hint::Files(paths)) => asked.changed_of(&DiskFiles, &paths),
            (_, Hint::Nothing) => Vec::new(),
        };
        (!changed.is_empty()).then_some(Next::Changed(changed, begun))
    }
}

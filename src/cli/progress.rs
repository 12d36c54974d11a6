//! A sign of life for whoever looks on: after a second of work, a line on the terminal that counts the seconds and goes away
//! before anything else is printed. Nothing where the standard error stream is no terminal.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Work that takes less than this says nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is written anew.
const BEAT: Duration = Duration::from_millis(500);

/// What stands on the terminal.
#[derive(PartialEq, Eq)]
enum Line {
    /// Nothing yet.
    Blank,
    /// The seconds.
    Shown,
    /// Something else was printed; nothing more is to be shown.
    Done,
}

static LINE: Mutex<Line> = Mutex::new(Line::Blank);

/// Begins to watch; the thread ends with the process, or once something was printed.
pub fn watch() {
    if !std::io::stderr().is_terminal() {
        return;
    }
    let begun = Instant::now();
    // A thread that cannot be had is not missed.
    let _ = std::thread::Builder::new().spawn(move || {
        std::thread::sleep(PATIENCE);
        while beat(begun.elapsed()) {
            std::thread::sleep(BEAT);
        }
    });
}

/// Writes the line; whether there will be another.
fn beat(since: Duration) -> bool {
    let Ok(mut line) = LINE.lock() else { return false };
    if *line == Line::Done {
        return false;
    }
    *line = Line::Shown;
    write!(std::io::stderr(), "\rworking, {} s ", since.as_secs()).is_ok()
}

/// Takes the line away, for good.
pub fn clear() {
    let Ok(mut line) = LINE.lock() else { return };
    if *line == Line::Shown {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
    *line = Line::Done;
}

//! `stonehand watch`: builds an issue, and builds it again whenever a file that it is made of changes, until Ctrl-C.
//!
//! What is watched is what the last build asked the disk for, found or not, and nothing else. An event of the disk is only
//! a hint: whether anything changed is seen by looking. `places` knows where to look, `wait` waits for it, `publish` puts
//! the PDF into its place, `say` prints what came of a round.

mod places;
mod publish;
mod say;
mod wait;

use super::args::Watch;
use super::build::default_output;
use super::inspect::names;
use super::report;
use super::variants::order;
use places::Places;
use publish::Publisher;
use say::{Round, Saying};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use stonehand::diag::{Diagnostic, Log};
use stonehand::files::DiskFiles;
use stonehand::session::Session;
use wait::{Event, Next, Waiting};

/// A mistake is not reported for so long: a file that is just being replaced is not there for a moment, or not whole.
const GRACE: Duration = Duration::from_millis(120);

/// Builds and builds again until it is told to stop.
pub fn run(args: &Watch) -> ExitCode {
    match watch(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let mut log = Log::new();
            let hint = "the system may allow too few watches; end other programs that watch files, or use `build`";
            log.push(Diagnostic::error("cannot-watch", format!("the files cannot be watched: {why}")).hint(hint));
            report::diagnostics(&log, &args.input.messages);
            ExitCode::from(1)
        }
    }
}

fn watch(args: &Watch) -> notify::Result<()> {
    let (send, events) = mpsc::channel();
    let stop = send.clone();
    // Whoever has set a handler before us ends the program as well.
    let _ = ctrlc::set_handler(move || drop(stop.send(Event::Stop)));
    let watcher = notify::recommended_watcher(move |event| drop(send.send(Event::Disk(event))))?;
    let issue = &args.input.issue;
    let output = args.output.clone().unwrap_or_else(|| default_output(issue));
    let mut session = Session::new(order(&args.input, (output, args.output.is_some())), names());
    let mut places = Places::new(watcher, issue);
    let mut waiting = Waiting::new(events);
    let mut publisher = Publisher::default();
    let mut saying = Saying::new(&args.input.messages);
    let (mut changed, mut since) = (Vec::new(), Instant::now());
    loop {
        let mut built = session.build(&DiskFiles, &|made| publisher.write(made));
        let published = publisher.publish(&mut built);
        let took = since.elapsed();
        // What changed while it was not yet watched is made up for at once.
        let missed = if places.follow(&built.asked)? { built.asked.changed(&DiskFiles) } else { Vec::new() };
        let mut next = (!missed.is_empty()).then(|| Next::Changed(missed, Instant::now()));
        if next.is_none() && published.is_none() {
            next = waiting.within(GRACE, &mut places, &built.asked);
        }
        if let Some(Next::Changed(more, at)) = next {
            since = if published.is_none() { since } else { at };
            changed.extend(more);
            if published.is_some() {
                saying.round(&Round { changed: &changed, built: &built, published, took });
                changed.clear();
            }
            continue;
        }
        saying.round(&Round { changed: &changed, built: &built, published, took });
        match next.or_else(|| waiting.next(&mut places, &built.asked)) {
            Some(Next::Changed(paths, at)) => (changed, since) = (paths, at),
            _ => return Ok(()),
        }
    }
}

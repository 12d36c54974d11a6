//! `stonehand watch`: builds an issue, and builds it again whenever a file that it is made of changes, until Ctrl-C.
//!
//! What is watched is what the last build asked the disk for, found or not, and nothing else. An event of the disk is only
//! a hint: whether anything changed is seen by looking. `places` knows where to look, `wait` waits for it, `publish` puts
//! the PDF into its place, `say` prints what came of a round.

mod places;
mod publish;
mod say;
mod serve;
mod wait;

use super::args::Watch;
use super::build::default_output;
use super::inspect::names;
use super::report;
use super::variants::order;
use places::Places;
use publish::Publisher;
use say::{Round, Saying, logs};
pub use serve::Editor;
use serve::Server;
use std::path::PathBuf;
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
    let said = match server(args) {
        Ok(server) => watch(args, server.as_ref()).map_err(|why| {
            let hint = "the system may allow too few watches; end other programs that watch files, or use `build`";
            Diagnostic::error("cannot-watch", format!("the files cannot be watched: {why}")).hint(hint)
        }),
        Err(why) => Err(why),
    };
    let Err(why) = said else { return ExitCode::SUCCESS };
    let mut log = Log::new();
    log.push(why);
    report::diagnostics(&log, &args.input.messages);
    ExitCode::from(1)
}

/// The server, if one is asked for.
fn server(args: &Watch) -> Result<Option<Server>, Diagnostic> {
    if !args.serve {
        return Ok(None);
    }
    let title = output(args).0.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let started = Server::start(args.port, title, args.open_with.clone());
    started.map(Some).map_err(|why| {
        let message = format!("port {} of this machine cannot be had: {why}", args.port);
        Diagnostic::error("cannot-serve", message)
            .hint("name another with `--port`, or leave it out: one that is free is taken")
    })
}

/// Where the PDF goes, and whether that was asked for.
fn output(args: &Watch) -> (PathBuf, bool) {
    let given = args.output.is_some();
    (args.output.clone().unwrap_or_else(|| default_output(&args.input.issue)), given)
}

fn watch(args: &Watch, server: Option<&Server>) -> notify::Result<()> {
    let (send, events) = mpsc::channel();
    let stop = send.clone();
    // Whoever has set a handler before us ends the program as well.
    let _ = ctrlc::set_handler(move || drop(stop.send(Event::Stop)));
    let watcher = notify::recommended_watcher(move |event| drop(send.send(Event::Disk(event))))?;
    let mut session = Session::new(order(&args.input, output(args)), names());
    let mut places = Places::new(watcher, &args.input.issue);
    let mut waiting = Waiting::new(events);
    let mut publisher = Publisher::default();
    let mut saying = Saying::new(&args.input.messages, server.map(Server::address));
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
        if let (None, Some(Next::Changed(more, _))) = (published, &mut next) {
            // It may have been half a save: nothing is said of it, and what is said next is said of both.
            changed.append(more);
            continue;
        }
        let line = saying.round(&Round { changed: &changed, built: &built, published, took });
        if let Some(server) = server {
            let logs = logs(&built.papers);
            server.show(published.map(|_| std::mem::take(&mut built.papers)), &logs, &line);
        }
        match next.or_else(|| waiting.next(&mut places, &built.asked)) {
            Some(Next::Changed(paths, at)) => (changed, since) = (paths, at),
            _ => return Ok(()),
        }
    }
}

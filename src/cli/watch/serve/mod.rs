//! `watch --serve`: a page on this machine alone that shows the paper as it was last built.
//!
//! The server listens on the loopback address, and answers nobody who does not know its token, which is made anew at each
//! start and stands in the address that is printed. So no other page in the browser can read it or make it do anything:
//! it does not know the token, it may not read an answer (no CORS), and a name that leads here by a trick of DNS is not
//! the name in `Host`. `http` is the protocol, `view` what is shown, `zones` what stands where, `editor` the one command
//! that may be run.

mod editor;
mod http;
mod view;
mod zones;

use http::{Request, Status, answer, begin_events, refuse, turn_away};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use stonehand::diag::Log;
use stonehand::session::Paper;
use view::{View, Wish};

pub use editor::Editor;

/// So many connections are answered at once; others are told to come back.
const MOST_CONNECTIONS: usize = 48;
/// So many of them may be waiting for events.
const MOST_LISTENERS: usize = 16;
/// So often whoever waits for events hears that there are none, and we that he is still there.
const PULSE: Duration = Duration::from_secs(10);
/// So many bytes of pages are kept ready.
const MOST_READY: usize = 48 << 20;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json";
const PNG: &str = "image/png";
const SVG: &str = "image/svg+xml";

/// The server.
pub struct Server {
    shared: Arc<Shared>,
}

/// What all connections share.
struct Shared {
    token: String,
    port: u16,
    title: String,
    editor: Option<Editor>,
    view: Mutex<Arc<View>>,
    /// Told when the view is another.
    turned: Condvar,
    ready: Mutex<HashMap<Wish, Arc<Vec<u8>>>>,
    connections: AtomicUsize,
    listeners: AtomicUsize,
}

impl Server {
    /// Begins to listen on a port of this machine; on any that is free if it is 0.
    pub fn start(port: u16, title: String, editor: Option<Editor>) -> std::io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let shared = Arc::new(Shared {
            token: token()?,
            port: listener.local_addr()?.port(),
            title,
            editor,
            view: Mutex::default(),
            turned: Condvar::new(),
            ready: Mutex::default(),
            connections: AtomicUsize::new(0),
            listeners: AtomicUsize::new(0),
        });
        let all = Arc::clone(&shared);
        std::thread::Builder::new().spawn(move || {
            for stream in listener.incoming().flatten() {
                Shared::take(&all, stream);
            }
        })?;
        Ok(Server { shared })
    }

    /// The address of the page.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.shared.port, self.shared.token)
    }

    /// Shows what came of another round: new papers, if it was good.
    pub fn show(&self, papers: Option<Vec<Paper>>, logs: &[Log], line: &str) {
        let before = self.shared.view();
        let next = Arc::new(View::next(&before, papers, logs, line.trim_end().to_owned()));
        *lock(&self.shared.view) = next;
        self.shared.turned.notify_all();
    }
}

/// 128 bits that nobody can guess.
fn token() -> std::io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A place among those that are counted, as long as it is held.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(count: &'a AtomicUsize, most: usize) -> Option<Place<'a>> {
        let place = Place(count);
        (count.fetch_add(1, Ordering::Relaxed) < most).then_some(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Shared {
    fn view(&self) -> Arc<View> {
        Arc::clone(&lock(&self.view))
    }

    /// Answers a connection on a thread of its own.
    fn take(all: &Arc<Shared>, stream: TcpStream) {
        let shared = Arc::clone(all);
        let work = move || {
            let Some(_place) = Place::take(&shared.connections, MOST_CONNECTIONS) else {
                return turn_away(&stream, Status::Busy);
            };
            match Request::read(&stream) {
                Ok(request) => shared.answer(&request, &stream),
                Err(Some(status)) => turn_away(&stream, status),
                Err(None) => {}
            }
        };
        // Without a thread there is no answer, and whoever asked asks again.
        let _ = std::thread::Builder::new().spawn(work);
    }

    fn answer(&self, request: &Request, stream: &TcpStream) {
        if !self.is_ours(request) {
            return refuse(stream, Status::Forbidden);
        }
        let Some(rest) = self.within(&request.path) else { return refuse(stream, Status::Forbidden) };
        let get = request.method == "GET";
        match (rest, &request.method[..]) {
            ("", "GET") => answer(stream, Status::Ok, HTML, include_bytes!("page/index.html")),
            ("page.css", "GET") => answer(stream, Status::Ok, CSS, include_bytes!("page/page.css")),
            ("page.js", "GET") => answer(stream, Status::Ok, JS, include_bytes!("page/page.js")),
            ("icon.svg", "GET") => answer(stream, Status::Ok, SVG, include_bytes!("page/icon.svg")),
            ("state", "GET") => {
                let state = self.view().state(&self.title, self.editor.is_some());
                answer(stream, Status::Ok, JSON, state.as_bytes());
            }
            ("page.png", "GET") => match self.page(request) {
                Some(page) => answer(stream, Status::Ok, PNG, &page),
                None => refuse(stream, Status::NotFound),
            },
            ("events", "GET") => self.events(stream),
            ("open", "POST") => match self.open(request) {
                Ok(()) => answer(stream, Status::Ok, PLAIN, b"opened\n"),
                Err(why) => answer(stream, Status::BadRequest, PLAIN, why.as_bytes()),
            },
            ("" | "page.css" | "page.js" | "icon.svg" | "state" | "page.png" | "events" | "open", _) => {
                refuse(stream, Status::MethodNotAllowed);
            }
            _ if get => refuse(stream, Status::NotFound),
            _ => refuse(stream, Status::MethodNotAllowed),
        }
    }

    /// Whether a request was meant for this server, and by its own page if by any: another name in `Host` is a trick of
    /// DNS, another `Origin` another page.
    fn is_ours(&self, request: &Request) -> bool {
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let host = request.field("host").is_some_and(|h| hosts.iter().any(|known| known == h));
        let origin = request.field("origin").is_none_or(|o| hosts.iter().any(|known| o == format!("http://{known}")));
        let site = request.field("sec-fetch-site").is_none_or(|s| matches!(s, "same-origin" | "none"));
        host && origin && site
    }

    /// The path behind the token; nothing where the token is another.
    fn within<'p>(&self, path: &'p str) -> Option<&'p str> {
        let (token, rest) = path.strip_prefix('/')?.split_once('/')?;
        // Each byte is looked at, whatever the one before it was, so that time tells nothing.
        let differ = token.bytes().zip(self.token.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
        (token.len() == self.token.len() && differ == 0).then_some(rest)
    }

    /// The picture of a page.
    fn page(&self, request: &Request) -> Option<Arc<Vec<u8>>> {
        let number = |key| request.asked(key)?.parse::<u64>().ok();
        let wish = Wish {
            paper: usize::try_from(number("paper")?).ok()?,
            page: usize::try_from(number("page")?).ok()?,
            stamp: number("stamp")?,
            ppi: u32::try_from(number("ppi")?).ok()?.min(view::MOST_PPI),
            copier: request.asked("copier").is_some(),
            safe: request.asked("safe").is_some(),
            grid: request.asked("grid").is_some(),
        };
        if let Some(page) = lock(&self.ready).get(&wish) {
            return Some(Arc::clone(page));
        }
        let page = Arc::new(self.view().page(wish)?);
        let mut ready = lock(&self.ready);
        if ready.values().map(|p| p.len()).sum::<usize>() + page.len() > MOST_READY {
            ready.clear();
        }
        ready.insert(wish, Arc::clone(&page));
        Some(page)
    }

    /// Tells of every round until nobody listens.
    fn events(&self, mut stream: &TcpStream) {
        let Some(_place) = Place::take(&self.listeners, MOST_LISTENERS) else { return refuse(stream, Status::Busy) };
        if !begin_events(stream) {
            return;
        }
        let mut told = 0;
        loop {
            let view = lock(&self.view);
            let wait = self.turned.wait_timeout_while(view, PULSE, |view| view.version == told);
            let version = wait.unwrap_or_else(PoisonError::into_inner).0.version;
            let event = if version == told { ":\n\n".to_owned() } else { format!("data: {version}\n\n") };
            told = version;
            if stream.write_all(event.as_bytes()).and_then(|()| stream.flush()).is_err() {
                return;
            }
        }
    }

    /// Opens the editor at what the page names: a number of ours, and of the view that it was given with.
    fn open(&self, request: &Request) -> Result<(), String> {
        let Some(editor) = &self.editor else { return Err("no editor is named: start with --open-with".into()) };
        let view = self.view();
        let words = std::str::from_utf8(&request.body).unwrap_or_default();
        let mut words = words.split(' ');
        let (version, kind) = (words.next().and_then(|v| v.parse::<u64>().ok()), words.next());
        let numbers: Vec<usize> = words.map_while(|n| n.parse().ok()).collect();
        if version != Some(view.version) {
            return Err("the paper has been built again meanwhile: choose once more".into());
        }
        let place = match (kind, &numbers[..]) {
            (Some("zone"), [paper, page, zone]) => view.zone(*paper, *page, *zone),
            (Some("message"), [n]) => view.message(*n),
            _ => None,
        };
        let (file, line) = place.ok_or("there is no such place")?;
        editor.open(file, line)
    }
}

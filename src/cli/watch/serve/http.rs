//! As much of HTTP/1.1 (RFC 9112) as one page on one's own machine needs: a bounded request in, an answer out, and the
//! connection is closed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// The longest head of a request: line and fields.
const MOST_HEAD: u64 = 8 << 10;
/// The longest body.
const MOST_BODY: u64 = 1 << 10;
/// The most fields.
const MOST_FIELDS: usize = 64;
/// Who says nothing for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// So long, and for so many bytes, is heard out what is refused.
const LINGER: Duration = Duration::from_millis(500);
const MOST_UNHEARD: u64 = 1 << 20;

/// A request.
pub struct Request {
    /// `GET`, `POST`.
    pub method: String,
    /// The path, as it was sent.
    pub path: String,
    /// What stands behind the `?`.
    pub query: String,
    /// The fields' names in small letters, and their values.
    fields: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// What the numbers of answers mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Ok,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    HeadTooLarge,
    Busy,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Status::Ok => "200 OK",
            Status::BadRequest => "400 Bad Request",
            Status::Forbidden => "403 Forbidden",
            Status::NotFound => "404 Not Found",
            Status::MethodNotAllowed => "405 Method Not Allowed",
            Status::TooLarge => "413 Content Too Large",
            Status::HeadTooLarge => "431 Request Header Fields Too Large",
            Status::Busy => "503 Service Unavailable",
        }
    }
}

impl Request {
    /// Reads a request; what to answer where it is none, or too long; nothing where nobody is there any more.
    pub fn read(stream: &TcpStream) -> Result<Request, Option<Status>> {
        let gone = |_| None;
        stream.set_read_timeout(Some(PATIENCE)).map_err(gone)?;
        stream.set_write_timeout(Some(PATIENCE)).map_err(gone)?;
        let mut head = BufReader::new(stream).take(MOST_HEAD);
        let first = line(&mut head)?;
        let mut parts = first.split(' ');
        let (Some(method), Some(target), Some(version), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Some(Status::BadRequest));
        };
        if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
            return Err(Some(Status::BadRequest));
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let (method, path, query) = (method.to_owned(), path.to_owned(), query.to_owned());
        let mut fields = Vec::new();
        loop {
            let line = line(&mut head)?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or(Some(Status::BadRequest))?;
            // A space before the colon is how requests are smuggled (RFC 9112, 5.1).
            if name.is_empty() || name.contains([' ', '\t']) || fields.len() >= MOST_FIELDS {
                return Err(Some(Status::BadRequest));
            }
            fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut request = Request { method, path, query, fields, body: Vec::new() };
        if request.field("transfer-encoding").is_some() {
            return Err(Some(Status::BadRequest));
        }
        let length = match request.field("content-length") {
            Some(digits) => digits.parse::<u64>().map_err(|_| Some(Status::BadRequest))?,
            None => 0,
        };
        if length > MOST_BODY {
            return Err(Some(Status::TooLarge));
        }
        head.set_limit(length);
        head.read_to_end(&mut request.body).map_err(gone)?;
        Ok(request)
    }

    /// The value of a field, if it stands there just once: two of one name are a trap.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut values = self.fields.iter().filter(|(n, _)| n == name).map(|(_, value)| &value[..]);
        let first = values.next()?;
        if values.next().is_some() { Some("") } else { Some(first) }
    }

    /// The value of a key of the query.
    pub fn asked(&self, key: &str) -> Option<&str> {
        self.query.split('&').filter_map(|pair| pair.split_once('=')).find(|(k, _)| *k == key).map(|(_, value)| value)
    }
}

/// A line of the head, without its end.
fn line(head: &mut impl BufRead) -> Result<String, Option<Status>> {
    let mut bytes = Vec::new();
    head.read_until(b'\n', &mut bytes).map_err(|_| None)?;
    let Some(line) = bytes.strip_suffix(b"\n") else {
        // Either the head goes on beyond what is read of it, or whoever sent it has gone.
        return Err((bytes.len() as u64 >= 1024).then_some(Status::HeadTooLarge));
    };
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    String::from_utf8(line.to_vec()).map_err(|_| Some(Status::BadRequest))
}

/// What every answer says: nothing of it is kept anywhere, no other page may show or read it, and the page itself may load
/// nothing but what comes from here.
const ALWAYS: &str = "Cache-Control: no-store\r\n\
    Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Referrer-Policy: no-referrer\r\n\
    X-Content-Type-Options: nosniff\r\n\
    X-Frame-Options: DENY\r\n\
    Connection: close\r\n";

/// Sends an answer. That nobody listens any more is nothing to stop for.
pub fn answer(mut stream: &TcpStream, status: Status, kind: &str, body: &[u8]) {
    let head =
        format!("HTTP/1.1 {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{ALWAYS}\r\n", status.line(), body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).and_then(|()| stream.flush());
}

/// Sends a status and its name.
pub fn refuse(stream: &TcpStream, status: Status) {
    answer(stream, status, "text/plain; charset=utf-8", format!("{}\n", status.line()).as_bytes());
}

/// Refuses what was not read to its end. What is still coming is heard out for a moment: a connection that is closed while
/// something comes is broken off, and the answer is lost with it.
pub fn turn_away(stream: &TcpStream, status: Status) {
    refuse(stream, status);
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(LINGER));
    let _ = std::io::copy(&mut Read::take(stream, MOST_UNHEARD), &mut std::io::sink());
}

/// Begins an answer of events that has no end (HTML, 9.2); whether anybody listens.
pub fn begin_events(mut stream: &TcpStream) -> bool {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{ALWAYS}\r\nretry: 500\n\n");
    stream.write_all(head.as_bytes()).is_ok()
}

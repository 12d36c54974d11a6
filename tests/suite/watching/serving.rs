//! The page that `watch --serve` shows: who is answered, and what, byte by byte.

use super::command::{Watching, dock};
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::time::Duration;

/// A page that is served, and its address in parts.
pub struct Served {
    pub watching: Watching,
    pub dir: tempfile::TempDir,
    pub address: String,
    host: String,
    token: String,
}

impl Served {
    pub fn start(args: &[&str]) -> Served {
        let dir = tempfile::tempdir().unwrap();
        dock(dir.path());
        let args: Vec<&str> = ["dock", "--serve"].iter().chain(args).copied().collect();
        let watching = Watching::start(dir.path(), &args);
        let first = watching.round(|r| r["built"] == true);
        let address = first["address"].as_str().unwrap().to_owned();
        let (host, token) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let (host, token) = (host.to_owned(), token.trim_end_matches('/').to_owned());
        Served { watching, dir, address, host, token }
    }

    /// Sends bytes as they are; all that is answered.
    fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        // A server that has heard enough may close before all is sent.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// Asks with these fields; the status and the whole answer.
    fn ask(&self, method: &str, path: &str, fields: &[(&str, &str)], body: &str) -> (u16, String) {
        let mut request = format!("{method} {path} HTTP/1.1\r\n");
        for (name, value) in fields {
            request.extend([name, ": ", value, "\r\n"]);
        }
        request.extend(["Content-Length: ", &body.len().to_string(), "\r\n\r\n", body]);
        status(&self.send(request.as_bytes()))
    }

    /// Asks as the page itself does.
    fn get(&self, what: &str) -> (u16, String) {
        self.ask("GET", &format!("/{}/{what}", self.token), &[("Host", &self.host)], "")
    }

    /// The state, once there is one: the line of a round is printed before the page is shown.
    fn state(&self) -> Value {
        loop {
            let (code, answer) = self.get("state");
            assert_eq!(code, 200);
            let state: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
            if state["version"] != 0 {
                return state;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn status(answer: &[u8]) -> (u16, String) {
    let text = String::from_utf8_lossy(answer).into_owned();
    let code = text.strip_prefix("HTTP/1.1 ").and_then(|t| t.get(..3)?.parse().ok());
    (code.unwrap_or_else(|| panic!("no answer: {text:?}")), text)
}

#[test]
fn only_who_knows_the_token_and_the_name_is_answered() {
    let served = Served::start(&[]);
    let (host, page) = (served.host.clone(), format!("/{}/", served.token));
    let port = host.split_once(':').unwrap().1;
    let ask = |path: &str, fields: &[(&str, &str)]| served.ask("GET", path, fields, "").0;
    assert_eq!(ask(&page, &[("Host", &host)]), 200);
    assert_eq!(ask(&page, &[("Host", &format!("localhost:{port}"))]), 200);
    // No token, another, a part of it, more than it.
    let wrong = "0".repeat(32);
    for path in
        ["/", "/state", &format!("/{wrong}/"), &page[..20], &format!("/{}0/", served.token), "//", "/favicon.ico"]
    {
        assert_eq!(ask(path, &[("Host", &host)]), 403, "{path}");
    }
    // Names that lead here by a trick, no name, two names; other pages of this browser.
    let elsewhere = format!("paper.example:{port}");
    for fields in [
        &[("Host", elsewhere.as_str())][..],
        &[("Host", "127.0.0.1")],
        &[("Host", "127.0.0.1:1")],
        &[],
        &[("Host", &host), ("Host", &host)],
        &[("Host", &host), ("Origin", "http://paper.example")],
        &[("Host", &host), ("Origin", "null")],
        &[("Host", &host), ("Sec-Fetch-Site", "cross-site")],
        &[("Host", &host), ("Sec-Fetch-Site", "same-site")],
    ] {
        assert_eq!(ask(&page, fields), 403, "{fields:?}");
    }
    assert_eq!(
        ask(&page, &[("Host", &host), ("Origin", &format!("http://{host}")), ("Sec-Fetch-Site", "same-origin")]),
        200
    );
    assert_eq!(served.watching.end(), Some(0));
}

#[test]
fn the_page_may_load_nothing_from_elsewhere_and_nobody_may_read_it() {
    let served = Served::start(&[]);
    for (what, kind) in
        [("", "text/html"), ("page.css", "text/css"), ("page.js", "text/javascript"), ("state", "application/json")]
    {
        let (code, answer) = served.get(what);
        assert_eq!(code, 200, "{what}");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Type: {kind}")), "{head}");
        for field in [
            "Content-Security-Policy: default-src 'none'",
            "frame-ancestors 'none'",
            "Cache-Control: no-store",
            "nosniff",
            "no-referrer",
        ] {
            assert!(head.contains(field), "{what}: {field}\n{head}");
        }
        assert!(!head.to_lowercase().contains("access-control-"), "{head}");
        assert!(!body.contains("http://") && !body.contains("https://"), "{what} names another place");
        assert!(!head.to_lowercase().contains("\r\nserver:") && !head.to_lowercase().contains("\r\ndate:"), "{head}");
    }
}

#[test]
fn what_is_no_request_is_refused_and_the_page_goes_on() {
    let served = Served::start(&[]);
    let (host, token) = (&served.host, &served.token);
    for path in ["../issue.yaml", "..%2f..%2fissue.yaml", "page/index.html", "/etc/passwd", "state/", "nothing", "%00"]
    {
        assert_eq!(served.get(path).0, 404, "{path}");
    }
    assert_eq!(served.ask("POST", &format!("/{token}/state"), &[("Host", host)], "").0, 405);
    assert_eq!(served.ask("DELETE", &format!("/{token}/"), &[("Host", host)], "").0, 405);
    assert_eq!(served.ask("GET", &format!("/{token}/open"), &[("Host", host)], "").0, 405);
    let say = |bytes: &[u8]| status(&served.send(bytes)).0;
    assert_eq!(say(b"GET / HTTP/1.1\nno colon\r\n\r\n"), 400);
    assert_eq!(say(b"hello\r\n\r\n"), 400);
    assert_eq!(say(b"GET http://paper.example/ HTTP/1.1\r\n\r\n"), 400);
    assert_eq!(say(b"GET / SPDY/9\r\n\r\n"), 400);
    assert_eq!(say(b"GET /\xff HTTP/1.1\r\n\r\n"), 400);
    assert_eq!(say(format!("GET /{token}/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: x\r\n\r\n").as_bytes()), 400);
    assert_eq!(
        say(format!("GET /{token}/ HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n").as_bytes()),
        400
    );
    assert_eq!(
        say(format!("POST /{token}/open HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999\r\n\r\n").as_bytes()),
        413
    );
    assert_eq!(say(format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(100_000)).as_bytes()), 431);
    let many = "F: x\r\n".repeat(70);
    assert_eq!(say(format!("GET /{token}/ HTTP/1.1\r\n{many}\r\n").as_bytes()), 400);
    // Connections that say nothing, more than are answered at once, and then they are gone.
    let silent: Vec<TcpStream> = (0..200).filter_map(|_| TcpStream::connect(host).ok()).collect();
    assert!(silent.len() > 100);
    drop(silent);
    let answered = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        let answer = served.send(format!("GET /{token}/ HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        answer.starts_with(b"HTTP/1.1 200")
    });
    assert!(answered, "the server does not recover");
    assert_eq!(served.watching.end(), Some(0));
}

#[test]
fn the_state_knows_where_every_paragraph_was_written() {
    let served = Served::start(&[]);
    let state = served.state();
    assert_eq!(
        (&state["built"], &state["editor"], &state["papers"][1]["name"]),
        (&Value::Bool(true), &Value::Bool(false), &Value::from("night"))
    );
    let page = &state["papers"][0]["pages"][0];
    assert_eq!((page["width"].as_f64(), page["height"].as_f64()), (Some(612.0), Some(792.0)));
    let zones = page["zones"].as_array().unwrap();
    let copy = fs::read_to_string(served.dir.path().join("dock/articles/mirror.md")).unwrap();
    let mut told = 0;
    for zone in zones.iter().filter(|z| z[4] == "dock/articles/mirror.md") {
        let line = zone[5].as_u64().unwrap() as usize;
        // The first word of a zone that begins its paragraph stands in that line.
        let written = copy.lines().nth(line - 1).unwrap();
        let words = zone[6].as_str().unwrap();
        told += usize::from(written.starts_with(words.split(' ').next().unwrap()));
        for side in 0..4 {
            assert!((-0.01..=1.01).contains(&zone[side].as_f64().unwrap()), "{zone}");
        }
    }
    assert!(told >= 3, "{zones:#?}");
    assert!(zones.iter().any(|z| z[4] == "dock/issue.yaml"), "headlines stand in the manifest");

    // A page as a picture; the same page with something laid over it is another; a page that is not there is none.
    let stamp = page["stamp"].as_u64().unwrap();
    let png = |page: usize, stamp: u64, more: &str| {
        served.get(&format!("page.png?paper=0&page={page}&stamp={stamp}&ppi=48{more}"))
    };
    let (code, plain) = png(0, stamp, "");
    assert!(code == 200 && plain.contains("Content-Type: image/png"));
    for more in ["&copier=1", "&safe=1", "&grid=1"] {
        let (code, other) = png(0, stamp, more);
        assert!(code == 200 && other != plain, "{more}");
    }
    assert_eq!(png(99, stamp, "").0, 404);
    assert_eq!(png(0, stamp + 7, "").0, 404);
    assert_eq!(served.get("page.png?paper=0&page=0&stamp=x&ppi=48").0, 404);
    assert_eq!(served.get("page.png").0, 404);
}

#[test]
fn a_mistake_is_listed_and_the_pages_stay() {
    let served = Served::start(&[]);
    let before = served.state();
    let manifest = served.dir.path().join("dock/issue.yaml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("pull_quotes", "pull_quoets")).unwrap();
    served.watching.round(|r| r["built"] == false);
    let wait = |is: &dyn Fn(&Value) -> bool| {
        (0..500)
            .map(|_| served.state())
            .find(|s| {
                is(s) || {
                    std::thread::sleep(Duration::from_millis(10));
                    false
                }
            })
            .unwrap()
    };
    let after = wait(&|s| s["version"] != before["version"]);
    assert_eq!((&after["built"], &after["papers"]), (&Value::Bool(false), &before["papers"]));
    let message = &after["messages"][0];
    assert_eq!((&message["code"], &message["file"]), (&Value::from("unknown-key"), &Value::from("dock/issue.yaml")));
    fs::write(&manifest, text).unwrap();
    served.watching.round(|r| r["built"] == true);
    let mended = wait(&|s| s["built"] == true);
    assert_eq!(mended["messages"], before["messages"]);
    // No page is another than it was: none need be fetched again.
    let stamps =
        |s: &Value| s["papers"][0]["pages"].as_array().unwrap().iter().map(|p| p["stamp"].clone()).collect::<Vec<_>>();
    assert_eq!(stamps(&mended), stamps(&before));
}

#[cfg(unix)]
#[test]
fn a_click_opens_the_editor_at_the_line_and_a_page_cannot_name_a_file() {
    use std::os::unix::fs::PermissionsExt;
    let tools = tempfile::tempdir().unwrap();
    let (editor, opened) = (tools.path().join("my editor"), tools.path().join("opened"));
    fs::write(&editor, format!("#!/bin/sh\nprintf '%s|' \"$@\" > '{0}.new' && mv '{0}.new' '{0}'\n", opened.display()))
        .unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let served = Served::start(&["--open-with", &format!("'{}' --at {{file}}:{{line}}", editor.display())]);
    let state = served.state();
    let version = state["version"].as_u64().unwrap();
    let zones = state["papers"][0]["pages"][0]["zones"].as_array().unwrap();
    let n = zones.iter().position(|z| z[4] == "dock/articles/mirror.md").unwrap();
    let post = |body: &str| served.ask("POST", &format!("/{}/open", served.token), &[("Host", &served.host)], body).0;
    assert_eq!(post(&format!("{version} zone 0 0 {n}")), 200);
    let wait = |path: &Path| {
        (0..1_000).find_map(|_| {
            fs::read_to_string(path).ok().or_else(|| {
                std::thread::sleep(Duration::from_millis(10));
                None
            })
        })
    };
    assert_eq!(wait(&opened).unwrap(), format!("--at|dock/articles/mirror.md:{}|", zones[n][5]));
    for body in [
        "",
        "x",
        &format!("{version} zone 0 0 99999"),
        &format!("{} zone 0 0 0", version + 1),
        &format!("{version} file /etc/passwd 1"),
        &format!("{version} zone 0 0 0 0"),
        &format!("{version} message 99"),
        &format!("{version} zone -1 0 0"),
    ] {
        assert_eq!(post(body), 400, "{body}");
    }
    assert_eq!(served.watching.end(), Some(0));
}

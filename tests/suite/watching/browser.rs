//! The page in a real browser, by `WebDriver`. Without Chromium and its driver the test says so and passes.

use super::serving::Served;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A browser without a window.
struct Browser {
    driver: Child,
    port: u16,
    session: String,
    /// Kept as long as the browser runs.
    profile: tempfile::TempDir,
}

impl Browser {
    /// Nothing where there is none.
    fn start() -> Option<Browser> {
        let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
            Command::new(name)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|s| s.success())
        })?;
        let spawned = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut driver = spawned.ok()?;
        let mut lines = BufReader::new(driver.stdout.take()?).lines().map_while(Result::ok);
        let port =
            lines.find_map(|line| line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok())?;
        // Whoever writes to a pipe that nobody reads stops some day.
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().ok()?;
        let mut browser = Browser { driver, port, session: String::new(), profile };
        let data = format!("--user-data-dir={}", browser.profile.path().display());
        let args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1400,900",
            &data,
        ];
        let path = String::from_utf8(Command::new("which").arg(chromium).output().ok()?.stdout).ok()?;
        let options = json!({ "args": args, "binary": path.trim() });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } } } });
        let made = browser.send("POST", "/session", &wanted);
        let session = made["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {made}"));
        session.clone_into(&mut browser.session);
        Some(browser)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let body = if method == "GET" { String::new() } else { body.to_string() };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        )
        .unwrap();
        // The driver keeps the connection open whatever is asked of it: only so much is read as it says that there is.
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line).unwrap();
            if line.trim().is_empty() {
                break;
            }
            if let Some(n) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = n.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).unwrap();
        serde_json::from_slice::<Value>(&body).unwrap()["value"].take()
    }

    fn go(&self, address: &str) {
        self.send("POST", &format!("/session/{}/url", self.session), &json!({ "url": address }));
    }

    /// What a script gives.
    fn run(&self, script: &str) -> Value {
        let value = self.send(
            "POST",
            &format!("/session/{}/execute/sync", self.session),
            &json!({ "script": script, "args": [] }),
        );
        assert!(value.get("error").is_none(), "{script}: {value}");
        value
    }

    /// Waits until a script gives `true`.
    fn wait(&self, script: &str) {
        for _ in 0..1_500 {
            if self.run(script) == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("never: {script}\n{}", self.run("return document.body.innerText"));
    }

    /// Presses a key.
    fn key(&self, key: &str) {
        self.run(&format!(
            "(document.activeElement || document.body).dispatchEvent(new KeyboardEvent('keydown', {{key: {key:?}, bubbles: true}}))"
        ));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            self.send("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

#[test]
fn the_page_reloads_itself_keeps_its_place_and_tells_where_a_paragraph_was_written() {
    let Some(browser) = Browser::start() else {
        println!("left out: there is no chromium with a chromedriver on this machine");
        return;
    };
    let served = Served::start(&[]);
    browser.go(&served.address);
    browser.wait("return document.body.dataset.version > 0");
    // The pictures of the pages come, and are as large as their pages are shown.
    browser.wait("return [...document.querySelectorAll('figure img')].every(i => i.complete && i.naturalWidth > 100)");
    assert_eq!(browser.run("return document.title"), "dock");

    // A click names file and line; without an editor there is no button for one.
    browser.run("document.querySelector('.zone[aria-label*=\"mirror.md\"]').click()");
    let place = browser.run("return document.getElementById('where').textContent");
    assert!(place.as_str().unwrap().starts_with("dock/articles/mirror.md:"), "{place}");
    assert_eq!(browser.run("return document.getElementById('open').hidden"), true);

    // By keyboard: to the page, from paragraph to paragraph, and away with the place.
    browser.run("document.querySelector('figure[data-page=\"0\"]').focus()");
    browser.key("ArrowDown");
    assert_eq!(browser.run("return document.activeElement.className"), "zone");
    browser.key("Escape");
    assert_eq!(browser.run("return document.getElementById('place').hidden"), true);

    // Every view has every page once; sheets have blank ones as well.
    let pages = browser.run("return document.querySelectorAll('figure[data-page]').length");
    for (key, view) in [("p", "single"), ("b", "fold"), ("f", "facing")] {
        browser.key(key);
        assert_eq!(browser.run("return document.getElementById('pages').className"), view);
        assert_eq!(browser.run("return document.querySelectorAll('figure[data-page]').length"), pages, "{view}");
    }
    browser.key("b");
    assert_eq!(browser.run("return document.querySelectorAll('.spread figure').length % 4"), 0);
    browser.key("p");

    // Other looks are other pictures, and the look is in the address.
    let source = "return document.querySelector('figure img').src";
    let plain = browser.run(source);
    for key in ["c", "g", "s"] {
        browser.key(key);
    }
    browser.wait("const s = document.querySelector('figure img').src; return /copier=1/.test(s) && /safe=1/.test(s) && /grid=1/.test(s)");
    assert_ne!(browser.run(source), plain);
    assert!(browser.run("return location.hash").as_str().unwrap().contains("copier=true"));
    for key in ["c", "g", "s", "+", "+", "+", "+", "+", "+"] {
        browser.key(key);
    }

    // Scrolled to somewhere, an edit changes the page and not the place.
    browser.run("document.getElementById('pages').scrollTop = 333");
    let article = served.dir.path().join("dock/articles/mirror.md");
    let text = fs::read_to_string(&article).unwrap();
    let version = browser.run("return document.body.dataset.version");
    fs::write(&article, text.replacen("It ", "Undoubtedly it ", 1)).unwrap();
    browser.wait(&format!("return document.body.dataset.version !== {version}"));
    browser.wait("return !!document.querySelector('.zone[aria-label*=\"Undoubtedly\"]')");
    browser.wait("return [...document.querySelectorAll('figure img')].every(i => i.complete && i.naturalWidth > 100)");
    let scrolled = browser.run("return document.getElementById('pages').scrollTop").as_f64().unwrap();
    assert!((scrolled - 333.0).abs() < 2.0, "{scrolled}");

    // A mistake shows itself, with its place; the pages stay.
    let manifest = served.dir.path().join("dock/issue.yaml");
    let sound = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, sound.replace("pull_quotes", "pull_quoets")).unwrap();
    browser.wait("return document.getElementById('status').classList.contains('wrong')");
    assert_eq!(browser.run("return document.getElementById('messages').hidden"), false);
    assert_eq!(browser.run("return document.querySelector('#messages button').textContent"), "dock/issue.yaml:8");
    assert_eq!(browser.run("return document.querySelectorAll('figure[data-page]').length"), pages);
    fs::write(&manifest, sound).unwrap();
    browser.wait("return !document.getElementById('status').classList.contains('wrong')");

    // Nothing was refused, by the server or by the page's own policy, but pictures of pages that meanwhile were others.
    let log = browser.send("POST", &format!("/session/{}/se/log", browser.session), &json!({ "type": "browser" }));
    let faults: Vec<&Value> =
        log.as_array().map(|l| l.iter().filter(|e| e["level"] == "SEVERE").collect()).unwrap_or_default();
    let faults: Vec<_> =
        faults.into_iter().filter(|e| !e["message"].as_str().unwrap_or_default().contains("/page.png?")).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(served.watching.end(), Some(0));
}

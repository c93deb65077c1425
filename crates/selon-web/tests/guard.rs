//! Who may ask, who may send forms, and what is told to the browser.
#![allow(clippy::unwrap_used, reason = "tests")]

mod site;

use axum::body::Body;
use axum::extract::Request;
use selon_web::App;
use site::{form, get, note, page, plain, read, token, with_articles};

fn status_for_host(app: &App, host: &str) -> u16 {
    app.answer(Request::get("/read").header("host", host).body(Body::empty()).unwrap()).unwrap().status
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let app = plain();
    for host in ["localhost", "LOCALHOST:8017", "127.0.0.1", "127.0.0.1:9", "[::1]:8017"] {
        assert_eq!(status_for_host(&app, host), 200, "{host}");
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.example:8017",
        "evil.example:127.0.0.1",
        "",
        "192.168.0.4",
    ] {
        assert_eq!(status_for_host(&app, host), 421, "{host}");
    }
    let without = Request::get("/read").body(Body::empty()).unwrap();
    assert_eq!(app.answer(without).unwrap().status, 421);
    let twice = Request::get("/read").header("host", "localhost").header("host", "evil.example").body(Body::empty());
    assert_eq!(app.answer(twice.unwrap()).unwrap().status, 421);
    let absolute = Request::get("http://evil.example/read").header("host", "localhost").body(Body::empty());
    assert_eq!(app.answer(absolute.unwrap()).unwrap().status, 421);
}

#[test]
fn no_kind_of_address_is_answered_under_a_foreign_name() {
    let (_folder, app) = with_articles(vec![note("n1", "Le maire, Paul Ardan, a dit non.")]);
    let style = page(&app, "/").1.split("stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for path in [
        "/",
        "/index.json",
        "/search",
        "/search.json",
        "/search/feed.atom",
        "/document/n1",
        "/graph/graph.svg",
        "/graph/graph.gexf",
        &style,
    ] {
        assert_eq!(app.answer(get(path)).unwrap().status, 200, "{path}");
        let foreign = Request::get(path).header("host", "rebound.example:8017").body(Body::empty()).unwrap();
        let answered = app.answer(foreign).unwrap();
        assert_eq!(answered.status, 421, "{path}");
        assert!(!answered.text().contains("Ardan"), "{path}");
    }
}

#[test]
fn forms_of_other_sites_are_refused() {
    let app = plain();
    let token = token(&app);
    let from = |name: &'static str, value: &'static str| {
        let mut request = form("/read", &[("token", &token), ("text", "Le maire a dit non.")]);
        request.headers_mut().insert(name, value.parse().unwrap());
        app.answer(request).unwrap().status
    };
    assert_eq!(from("origin", "http://127.0.0.1:8017"), 303);
    for origin in
        ["https://evil.example", "null", "http://localhost:8017", "https://127.0.0.1:8017", "http://127.0.0.1:80170"]
    {
        assert_eq!(from("origin", origin), 403, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(from("sec-fetch-site", site), 403, "{site}");
    }
}

#[test]
fn forms_without_the_token_are_refused() {
    let (app, other) = (plain(), plain());
    let text = ("text", "Le maire a dit non.");
    assert_eq!(app.answer(form("/read", &[text])).unwrap().status, 403);
    assert_eq!(app.answer(form("/read", &[text, ("token", "0")])).unwrap().status, 403);
    assert_eq!(app.answer(form("/read", &[text, ("token", &token(&other))])).unwrap().status, 403);
    assert_eq!(app.answer(form("/read", &[text, ("token", &token(&app))])).unwrap().status, 303);
}

#[test]
fn every_form_is_guarded() {
    let (_folder, app) = with_articles(vec![note("n1", "Le maire, Paul Ardan, a dit non.")]);
    let token = token(&app);
    let fields =
        |token: &'static str| [("token", token), ("other", "Paul Ardan"), ("alias", "Paul Ardan"), ("text", "Oui.")];
    for path in ["/read", "/speaker/Paul%20Ardan/join", "/speaker/Paul%20Ardan/split", "/speaker/Paul%20Ardan/undo"] {
        assert_eq!(app.answer(form(path, &fields(""))).unwrap().status, 403, "{path} without the token");
        let mut foreign = form(path, &[("token", token.as_str())]);
        foreign.headers_mut().insert("origin", "https://evil.example".parse().unwrap());
        assert_eq!(app.answer(foreign).unwrap().status, 403, "{path} from elsewhere");
        let own = app.answer(form(path, &[("token", token.as_str())])).unwrap();
        assert_ne!(own.status, 403, "{path} with the token");
    }
}

#[test]
fn nothing_but_get_head_and_forms_is_known() {
    let app = plain();
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"] {
        let request = Request::builder().method(method).uri("/read").header("host", "localhost").body(Body::empty());
        assert_eq!(app.answer(request.unwrap()).unwrap().status, 405, "{method}");
    }
}

#[test]
fn every_answer_carries_the_policy() {
    let app = plain();
    let style =
        page(&app, "/read").1.split("stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let refused = Request::get("/").header("host", "evil.example").body(Body::empty()).unwrap();
    let requests =
        [get("/"), get("/read.json"), get("/nowhere"), get("/read/0123"), get(&style), form("/read", &[]), refused];
    for request in requests {
        let told = request.uri().to_string();
        let answered = app.answer(request).unwrap();
        let policy = answered.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{told}: {policy}");
        assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"), "{told}: {policy}");
        assert_eq!(answered.header("x-content-type-options"), "nosniff", "{told}");
        assert_eq!(answered.header("referrer-policy"), "same-origin", "{told}");
        assert!(!answered.header("cache-control").is_empty(), "{told}");
    }
    assert!(app.answer(get(&style)).unwrap().header("cache-control").contains("immutable"));
}

#[test]
fn what_is_too_large_is_refused() {
    let app = plain();
    let token = token(&app);
    let long = "Le maire a dit non. ".repeat(60_000);
    assert_eq!(app.answer(form("/read", &[("token", &token), ("text", &long)])).unwrap().status, 413);
    // A short text that comes with much else.
    let (text, rest) = (("text", "Le maire a dit non."), "x".repeat(9 << 20));
    let parts = [("token", token.as_str()), text, ("rest", &rest)];
    for request in [form("/read", &parts), multipart("/read", &parts)] {
        let answered = app.answer(request).unwrap();
        assert_eq!(answered.status, 413);
        assert!(answered.text().contains("8 MB"), "{}", answered.text());
    }
    assert_eq!(app.answer(multipart("/read", &parts[..2])).unwrap().status, 303);
}

/// The same form as browsers send it where it may hold a file.
fn multipart(path: &str, fields: &[(&str, &str)]) -> Request {
    let part = |(name, value): &(&str, &str)| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = fields.iter().map(part).chain(["--cut--\r\n".to_owned()]).collect();
    let mut request = form(path, &[]);
    request.headers_mut().insert("content-type", "multipart/form-data; boundary=cut".parse().unwrap());
    *request.body_mut() = Body::from(body);
    request
}

#[test]
fn addresses_of_private_networks_are_not_fetched() {
    let app = plain();
    let token = token(&app);
    for address in
        ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest"]
    {
        let answered = app.answer(form("/read", &[("token", &token), ("address", address)])).unwrap();
        assert_eq!(answered.status, 400, "{address}");
        let told = answered.text();
        assert!(told.contains("private network") && told.contains("--allow-private"), "{address}: {told}");
    }
    for address in ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "example.org"] {
        let answered = app.answer(form("/read", &[("token", &token), ("address", address)])).unwrap();
        assert_eq!(answered.status, 400, "{address}");
    }
}

#[test]
fn looking_at_a_page_fetches_and_reads_nothing() {
    let app = plain();
    let (status, text) = page(&app, "/read?address=http%3A%2F%2Fexample.org%2F&text=Le+maire+a+dit+non.");
    assert_eq!(status, 200);
    assert!(!text.contains("Le maire a dit non"));
}

#[test]
fn language_and_light_are_chosen_by_the_address_and_kept() {
    let app = plain();
    let french = app.answer(get("/read?lang=fr&look=dark")).unwrap();
    let (kept, text) = (french.header("set-cookie").to_owned(), french.text());
    assert!(text.contains("<html lang=\"fr\" data-look=\"dark\">") && text.contains("Lire un texte"));
    assert!(kept.contains("SameSite=Strict") && kept.contains("HttpOnly"));
    let mut later = get("/read");
    later.headers_mut().insert("cookie", kept.split(';').next().unwrap().parse().unwrap());
    assert!(app.answer(later).unwrap().text().contains("<html lang=\"fr\" data-look=\"dark\">"));
    let mut browser = get("/read");
    browser.headers_mut().insert("accept-language", "fr-CA,en;q=0.5".parse().unwrap());
    assert!(app.answer(browser).unwrap().text().contains("<html lang=\"fr\" data-look=\"auto\">"));
}

#[test]
fn a_text_is_read_shown_and_filtered() {
    let app = plain();
    let text = "« La digue tient », a déclaré la préfète Maud Orvel. Josse Pradel a dénoncé un chantier mené sans lui.";
    let address = read(&app, text);
    let (status, shown) = page(&app, &address);
    assert_eq!(status, 200);
    assert!(shown.contains("Maud Orvel") && shown.contains("class=\"mark content"));
    assert_eq!(shown.matches("id=\"i-").count(), 2, "{shown}");
    let (_, accused) = page(&app, &format!("{address}?act=accuse"));
    assert_eq!(accused.matches("id=\"i-").count(), 1);
    assert_eq!(accused.matches("selected").count(), 1);
    let twin: serde_json::Value = serde_json::from_str(&page(&app, &format!("{address}.json")).1).unwrap();
    assert_eq!((twin["schema"].as_str(), twin["statements"].as_array().map(Vec::len)), (Some("selon/1"), Some(2)));
    assert_eq!(twin["document"]["text"].as_str(), Some(text));
}

#[test]
fn what_is_not_there_is_said_on_a_page_and_in_its_twin() {
    let app = plain();
    for path in ["/nowhere", "/read/0123456789abcdef", "/document/a1"] {
        let (status, text) = page(&app, path);
        assert_eq!(status, 404, "{path}");
        assert!(text.contains("<h1>") && text.contains("</html>"), "{path}");
        let twin: serde_json::Value = serde_json::from_str(&page(&app, &format!("{path}.json")).1).unwrap();
        assert_eq!((twin["type"].as_str(), twin["status"].as_u64()), (Some("error"), Some(404)), "{path}");
    }
}

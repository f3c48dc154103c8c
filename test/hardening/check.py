#!/usr/bin/env python3
"""What a browser, a log, a spreadsheet and a neighbour on the network may do with us: policies of every kind of page, cookies,
formulas, addresses inside the network, sizes. TLS is test/hardening/tls.py.

usage: check.py [sqlite|postgresql]
"""
import csv
import io
import pathlib
import re
import socket
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import examples, open_api, server  # noqa: E402

run = examples.run
report = server.Report()
form = {"Content-Type": "application/x-www-form-urlencoded"}
a_survey = {"name": "After", "kind": "after_contact", "languages": ["en"], "definition": {"title": {"en": "Stay"}, "pages": [
    {"name": "one", "elements": [{"type": "rating", "name": "nps", "title": {"en": "Recommend us?"}, "metric": "nps", "rateMin": 0,
                                  "rateMax": 10}, {"type": "comment", "name": "why", "title": {"en": "Why?"}}]}]}}


def need(client, status, method, path, body=None, headers=None):
    answer = client.ask(method, path, body, headers)
    if answer.status != status:
        raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode(errors='replace')[:500]}")
    return answer.json() if answer.type == "application/json" else answer


# ---- pages

def policy_of(answer):
    parts = [one.split() for one in (answer.header("content-security-policy") or "").split(";") if one.strip()]
    return {one[0]: one[1:] for one in parts}


def check_page(answer, what, framed_by=("'none'",)):
    policy = policy_of(answer)
    report.check(policy, f"{what} has a policy")
    fallback = policy.get("default-src", ["*"])
    for part in ("script-src", "style-src", "object-src", "connect-src", "img-src", "font-src", "frame-src"):
        sources = policy.get(part, fallback)
        loose = [one for one in sources if one in ("*", "'unsafe-inline'", "'unsafe-eval'", "http:", "https:") or
                 (part == "script-src" and one in ("data:", "blob:"))]
        report.check(not loose, f"{what}: {part} lets in only what is ours", " ".join(sources))
    for part in ("base-uri", "form-action"):
        report.check(policy.get(part) in (["'none'"], ["'self'"]), f"{what}: {part} is closed", str(policy.get(part)))
    report.equal(tuple(policy.get("frame-ancestors", ["*"])), tuple(framed_by), f"{what}: who may frame it")
    report.equal(answer.header("x-content-type-options"), "nosniff", f"{what}: no guessing of types")
    report.check(answer.header("referrer-policy") in ("same-origin", "no-referrer"), f"{what}: no address leaves in a Referer",
                 str(answer.header("referrer-policy")))
    text = answer.body.decode(errors="replace")
    if answer.type == "text/html":
        report.check(not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", text), f"{what}: no script within the page")
        report.check(not re.search(r"<[^>]+\son[a-z]+\s*=", text), f"{what}: no handler in an attribute")
        report.check(not re.search(r"<[^>]+\sstyle\s*=", text), f"{what}: no style in an attribute")
        report.check("javascript:" not in text, f"{what}: no address that is a script")


def pages(styk):
    client, nobody = styk.client(), server.Client(styk.address)
    survey = need(client, 201, "POST", "/api/v1/surveys", a_survey)
    link = need(client, 200, "POST", f"/api/v1/surveys/{survey['id']}/publish")["link"]
    need(client, 201, "POST", "/api/v1/customers", {"key": "anna", "name": "Anna"})
    invitation = need(client, 201, "POST", f"/api/v1/surveys/{survey['id']}/invitations", {"customer": "anna"})
    kinds = {"the console": "/", "a page of the console": "/cases", "a survey by its link": link["path"],
             "a survey by invitation": invitation["path"], "a survey that is not there": "/s/0123456789abcdef",
             "an invitation that is not there": "/r/0123456789abcdef0123456789abcdef", "leaving": "/u/" + "0" * 32,
             "the receipt": "/receipt", "a complaint": "/complain", "a complaint's state": "/c/" + "0" * 32}
    for what, path in kinds.items():
        check_page(nobody.ask("GET", path), what)
    token = re.search(r'name="a" value="([^"]+)"', nobody.ask("GET", link["path"]).body.decode())[1]
    posted = nobody.ask("POST", link["path"], f"a={token}&page=one&shown=nps&q.nps=11&go=next", form)
    report.equal(posted.status, 422, "a survey's page with a wrong answer comes again")
    check_page(posted, "a survey's page with what is wrong")
    check_page(client.ask("GET", f"/preview/{survey['id']}"), "a preview", ["'self'"])
    found = need(client, 200, "GET", "/api/v1/survey_links")["items"][0]
    etag = client.ask("GET", f"/api/v1/survey_links/{found['id']}").header("etag")
    need(client, 200, "PATCH", f"/api/v1/survey_links/{found['id']}", {"sites": ["https://shop.example"]}, {"If-Match": etag})
    framed = policy_of(nobody.ask("GET", link["path"]))["frame-ancestors"]
    report.check("https://shop.example" in framed and "*" not in framed, "a survey is framed by the sites that its link names", str(framed))
    check_page(nobody.ask("GET", invitation["path"]), "an invitation, whatever its survey's links say")
    for method, path in (("GET", "/api/v1/nothing"), ("GET", "/api/v1/session"), ("DELETE", "/"), ("GET", "/assets/none.js")):
        answer = nobody.ask(method, path)
        report.equal((answer.header("x-content-type-options"), answer.type), ("nosniff", "application/problem+json"), f"{method} {path} as nobody")
    report.equal(client.ask("GET", "/api/v1/customers").header("cache-control"), "no-store", "what the API says is not kept by a cache")


# ---- cookies

def cookies(styk):
    styk.add_user("cookie@styk.example", "employee")
    said = {"email": "cookie@styk.example", "password": server.password}
    for headers, secure in (({}, False), ({"X-Forwarded-Proto": "https"}, True)):
        answer = server.Client(styk.address).ask("POST", "/api/v1/session", said, headers)
        parts = [one.strip() for one in answer.header("set-cookie").split(";")]
        report.check("HttpOnly" in parts and "SameSite=Lax" in parts and "Path=/" in parts, "a session's cookie is closed to scripts", str(parts))
        report.equal("Secure" in parts, secure, "it is Secure behind https")
        report.equal(answer.header("strict-transport-security") is not None, secure, "https is asked for from now on, by https alone")


# ---- spreadsheets

formulas = ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x","y")']


def tables(styk):
    """Every CSV that the server gives, with formulas in what people wrote."""
    client = styk.client()
    document = open_api.OpenApi(client.ask("GET", "/api/v1/openapi.json").json())
    for n, text in enumerate(formulas):
        need(client, 201, "POST", "/api/v1/customers", {"key": f"f{n}", "name": text.strip() or text})
        need(client, 201, "POST", "/api/v1/feedback", {"source": "api", "channel": "web", "comment": text, "customer": f"f{n}", "tags": [text.strip()],
                                                       "ratings": [{"metric": "nps", "value": 5}]})
        for path in ("brands", "departments", "locations", "touchpoints"):
            need(client, 201, "POST", f"/api/v1/{path}", {"key": f"f{n}", "name": text.strip()})
    examined = cells = armed = 0
    for method, path, _, operation in document.routes:
        contents = operation["responses"].get("200", {}).get("content", {})
        if method != "GET" or "text/csv" not in contents or "{" in path:
            continue
        names = [one["name"] for one in operation.get("parameters", [])]
        answer = client.ask("GET", path + ("?format=csv" if "format" in names else ""))
        if answer.status != 200 or answer.type != "text/csv":
            continue
        examined += 1
        for row in csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")):
            for cell in row:
                cells += 1
                armed += cell.startswith("'") and cell[1:2] in "=+-@\t\r"
                number = re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", cell)
                if cell and cell[0] in "=+-@\t\r" and not number:
                    report.check(False, f"{path} as CSV: a cell that a spreadsheet carries out", cell[:80])
    report.check(examined > 10 and armed > 20, f"CSV was examined: {examined} tables, {cells} cells, {armed} of them disarmed")


# ---- addresses within the network

inside = ["https://127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/", "https://2130706433/", "https://0x7f.1/",
          "https://10.0.0.1/", "https://192.168.1.1/", "https://172.16.0.1/", "https://169.254.169.254/latest/meta-data/",
          "https://100.64.0.1/", "https://[fd00::1]/", "https://[fe80::1]/", "https://localhost/", "https://[64:ff9b::7f00:1]/",
          "https://224.0.0.1/", "https://255.255.255.255/", "https://[2002:7f00:1::]/"]


def neighbours(styk):
    """No address that somebody writes into a form leads into the network behind us."""
    client = styk.client()
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0)
        port = trap.getsockname()[1]
        tried = []
        urls = inside + [f"https://127.0.0.1:{port}/", f"http://127.0.0.1:{port}/", f"https://localhost:{port}/"]
        for n, url in enumerate(urls):
            for kind, body in (("webhooks", {"events": ["feedback.received"]}),
                               ("chat_hooks", {"kind": "plain", "events": ["case.opened"], "language": "en"})):
                made = client.ask("POST", f"/api/v1/{kind}", {"name": f"{n}", "url": url, **body})
                if made.status == 422:
                    continue  # not even taken
                if not report.equal(made.status, 201, f"{kind} to {url}"):
                    continue
                at = f"/api/v1/{kind}/{made.json()['id']}"
                need(client, 202, "POST", at + "/test", {})
                tried.append((kind, url, at))
        for kind, url, at in tried:
            said = server.eventually(lambda: client.ask("GET", at + "/deliveries").json()["items"][0]["said"], 30) or ""
            report.check("is not an address on the internet" in said or "without encryption" in said or "resolve" in said.lower(),
                         f"{kind} to {url} goes nowhere", said)
        try:
            trap.accept()
            report.check(False, "nobody knocks at a door of the network behind us")
        except BlockingIOError:
            report.check(True, "nobody knocks at a door of the network behind us")
    for url in ("file:///etc/passwd", "gopher://127.0.0.1/", "ftp://x/", "https://user:secret@x.example/", "javascript:alert(1)"):
        made = client.ask("POST", "/api/v1/webhooks", {"name": "x", "url": url, "events": ["feedback.received"]})
        report.equal(made.status, 422, f"a webhook to {url}")


# ---- sizes

longer = {"/mail/incoming": 30, "/api/v1/imports": 1024, "/api/v1/surveys/import": 16, "/api/v1/journeys/import": 8}  # megabytes


def sizes(styk):
    """A body that is too long is refused before it is sent, by every operation."""
    client = styk.client()
    document = open_api.OpenApi(client.ask("GET", "/api/v1/openapi.json").json())
    tried = 0
    for method, path, _, _ in document.routes:
        if method == "GET":
            continue
        bare = re.sub(r"\{\w+\}", "x", path)
        size = (longer.get(path, 1) + 1) << 20
        with socket.create_connection(styk.address, timeout=20) as raw:
            raw.sendall((f"{method} {bare} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {styk.token()}\r\nContent-Type: application/json\r\n"
                         f"Content-Length: {size}\r\n\r\n").encode())
            status = raw.recv(100).split(b" ")[1:2]
        tried += 1
        report.equal(status, [b"413"], f"{method} {path} with {size >> 20} megabytes")
    report.check(tried > 200, f"sizes of {tried} operations were tried")
    deep = "[" * 100 + "]" * 100
    report.equal(client.ask("POST", "/api/v1/feedback", deep).status, 400, "a document that is too deep")
    many = urllib.parse.urlencode([("tag", str(n)) for n in range(3000)])
    report.check(client.ask("GET", "/api/v1/feedback?" + many).status in (400, 414, 431), "a line that is too long")


def main():
    for database in server.databases_to_test(sys.argv[1:]):
        for what in (pages, cookies, tables, neighbours, sizes):
            before = report.passed, report.failed
            with server.Server(database) as styk:
                try:
                    what(styk)
                except (RuntimeError, OSError) as why:
                    report.check(False, f"{database}: {what.__name__}", str(why))
                report.equal(styk.faults(), [], f"{database}, {what.__name__}: the server logs no fault")
            print(f"{database}/{what.__name__}: {report.passed - before[0]} passed, {report.failed - before[1]} failed", flush=True)
    report.end()


if __name__ == "__main__":
    main()

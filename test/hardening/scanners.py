#!/usr/bin/env python3
"""Two scanners of Debian look for holes: sqlmap for SQL in every parameter of what can be read and in what can be sent, wapiti for
what a visitor's forms and pages give away. Each must first find a hole that was put into a tiny server of its own, or it proves nothing.

usage: scanners.py [sqlite|postgresql] [--minutes=N]     by default both databases, at most three minutes each scanner
"""
import http.server
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import examples, open_api, server  # noqa: E402

run = examples.run
report = server.Report()
minutes = next((float(one[10:]) for one in sys.argv if one.startswith("--minutes=")), 3)


class Hole(http.server.BaseHTTPRequestHandler):
    """Says back what it is asked, and asks its database with it, both as no server should."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        named, said = query.get("name", [""])[0], query.get("said", [""])[0]
        found, status = "", 200
        try:
            with sqlite3.connect(":memory:") as opened:
                opened.execute("CREATE TABLE person (name TEXT)")
                opened.execute("INSERT INTO person VALUES ('anna')")
                rows = opened.execute(f"SELECT name FROM person WHERE name = '{named}'").fetchall()
                found = "".join(f"<tr><td>{row[0]}</td></tr>" for row in rows) or "<p>Nobody has this name.</p>"
        except sqlite3.Error as why:
            found, status = f"sqlite3.OperationalError: {why}", 500
        body = f"<html><body><form><input name='said'></form><p>{said}</p><table>{found}</table></body></html>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def bounded(command, folder):
    """What a program says, and whether it came to its end within its minutes."""
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with open(folder / "said", "w+b") as said:
        try:
            subprocess.run(["nice", *command], stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=minutes * 60, env=environment)
            ended = True
        except subprocess.TimeoutExpired:
            ended = False
        said.seek(0)
        return said.read().decode(errors="replace"), ended


def sqlmap(urls, database, *more):
    """(holes, parameters tested, whether all were)."""
    with tempfile.TemporaryDirectory(prefix="styk_sqlmap_") as name:
        folder = pathlib.Path(name)
        (folder / "urls").write_text("\n".join(urls) + "\n")
        # By what comes back, not by how long it takes: no test of ours times.
        said, ended = bounded(["sqlmap", "-m", str(folder / "urls"), "--batch", "--disable-coloring", "--flush-session", "--technique=BEU", "--level=1",
                               "--risk=1", f"--dbms={database}", "--timeout=20", "--retries=1", "--answers=follow=N,keep testing=N,skip=N",
                               "--ignore-code=*", "--output-dir", str(folder / "out"), *more], folder)
    holes = sorted(set(re.findall(r"parameter '([^']+)' (?:is vulnerable|appears to be '[^']*injectable)", said)))
    found = "sqlmap identified the following injection point" in said
    tested = len(re.findall(r"parameter '[^']+' does not seem to be injectable", said))
    return (holes or ["?"]) if found else [], tested, ended, said


def wapiti(url, extra, *more):
    """(findings by kind, whether it came to its end)."""
    with tempfile.TemporaryDirectory(prefix="styk_wapiti_") as name:
        folder = pathlib.Path(name)
        starts = [part for one in extra for part in ("-s", one)]
        said, ended = bounded(["wapiti", "-u", url, *starts, "--scope", "folder", "--flush-session", "-v", "0", "--max-scan-time", str(int(minutes * 45)),
                               "-m", "backup,crlf,csp,exec,file,permanentxss,redirect,sql,xss", "--no-bugreport",
                               "-d", "3", "--max-parameters", "12", "-t", "20", "-f", "json", "-o", str(folder / "found.json"), *more], folder)
        file = folder / "found.json"
        if not file.exists():
            return None, said, ended
        found = json.loads(file.read_text())["vulnerabilities"]
        return {kind: [one.get("info") for one in all_of] for kind, all_of in found.items() if all_of}, said, ended


def find_the_hole():
    """Each scanner on a server that has what it looks for."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hole) as tiny:
        threading.Thread(target=tiny.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{tiny.server_address[1]}/?name=anna&said=hello"
        holes, _, _, said = sqlmap([url], "sqlite")
        report.check(holes == ["name"], "sqlmap finds a hole that is there", str(holes) + said[-2000:])
        found, said, _ = wapiti(url, [])
        report.check(found is not None and any("Cross Site" in kind for kind in found), "wapiti finds a hole that is there", f"{found} {said[-2000:]}")
        tiny.shutdown()


def asked(document):
    """What can be read with a parameter, as the scenarios do it: one address for each operation and set of names."""
    best = {}
    for one in examples.exchanges():
        method, path, _, _ = run.request_line.match(one.line).groups()
        bare, _, query = path.partition("?")
        route = document.find(method, bare)
        if method == "GET" and query and "$" not in path and route:
            names = frozenset(part.partition("=")[0] for part in query.split("&"))
            best.setdefault((route[1], names), urllib.parse.quote(run.dated(path), safe="/?&=%:,.+-_~@"))
    return sorted(best.values())


def set_up(styk):
    client = styk.client()
    for n in range(5):
        client.ask("POST", "/api/v1/customers", {"key": f"g{n}", "name": f"Guest {n}"})
        client.ask("POST", "/api/v1/feedback", {"source": "api", "channel": "web", "comment": f"The room {n} was tidy.", "customer": f"g{n}",
                                                "ratings": [{"metric": "nps", "value": n}, {"metric": "csat", "value": 1 + n % 5}]})
    made = client.ask("POST", "/api/v1/surveys", {"name": "Stay", "key": "stay", "definition": {"elements": [
        {"type": "rating", "name": "nps", "title": "Recommend us?", "metric": "nps", "rateMin": 0, "rateMax": 10}, {"type": "comment", "name": "why", "title": "Why?"}]}})
    survey = made.json()["id"]
    client.ask("POST", f"/api/v1/surveys/{survey}/publish", {})
    return client.ask("POST", "/api/v1/survey_links", {"survey_id": survey, "name": "desk"}).json()["path"]


def scan(database):
    with server.Server(database) as styk:
        link = set_up(styk)
        styk.add_user("scan@styk.example", "administrator")
        cookie = "styk_session=" + styk.log_in("scan@styk.example")
        base = "http://{}:{}".format(*styk.address)
        paths = asked(open_api.OpenApi(styk.client().ask("GET", "/api/v1/openapi.json").json()))
        urls = [base + path for path in paths]
        holes, tested, ended, said = sqlmap(urls, database, "--cookie", cookie, "--skip=styk_session")
        report.equal(holes, [], f"{database}: sqlmap finds nothing in what is read")
        report.check(tested >= 20, f"{database}: sqlmap tested {tested} parameters", said[-2000:])
        print(f"  {database}: sqlmap, {len(urls)} addresses, {tested} parameters read{'' if ended else ', stopped at its minutes'}", flush=True)
        sent = 0
        for path, body in (("/api/v1/session", {"email": "scan@styk.example", "password": "x" * 12}),
                           ("/api/v1/feedback", {"source": "api", "channel": "web", "comment": "Tidy.", "customer": "g1"}),
                           ("/api/v1/customers", {"key": "g9", "name": "Guest", "segment": "gold"})):
            holes, tested, _, said = sqlmap([base + path], database, "--cookie", cookie, "--skip=styk_session", "--method=POST", "--data", json.dumps(body),
                                            "--headers=Content-Type: application/json")
            sent += tested
            report.equal(holes, [], f"{database}: sqlmap finds nothing in POST {path}")
        print(f"  {database}: sqlmap, {sent} fields sent", flush=True)
        forms = [base + one for one in ("/complain", link, "/api/v1/feedback?q=tidy", "/api/v1/customers?q=guest&limit=5")]
        found, said, ended = wapiti(base + "/", forms, "-H", "Cookie: " + cookie)
        report.check(found == {}, f"{database}: wapiti finds nothing", f"{found} {said[-2000:]}")
        print(f"  {database}: wapiti, {len(forms) + 1} places to begin{'' if ended else ', stopped at its minutes'}", flush=True)
        report.equal(styk.faults(), [], f"{database}: nothing that they sent is a fault of the server")


def main():
    databases = server.databases_to_test(sys.argv[1:])
    find_the_hole()
    for database in databases:
        scan(database)
    report.end()


if __name__ == "__main__":
    main()

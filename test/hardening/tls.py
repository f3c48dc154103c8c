#!/usr/bin/env python3
"""https by the server itself: what it speaks, what it refuses, and a new certificate without a new start.

usage: tls.py [sqlite|postgresql]
"""
import http.client
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

report = server.Report()
warnings.filterwarnings("ignore", category=DeprecationWarning)  # old protocols are meant


def certificate(folder, name):
    files = [str(pathlib.Path(folder) / f"{name}.{part}") for part in ("pem", "key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
                   check=True, capture_output=True)
    return files


def trust(file, **limits):
    context = ssl.create_default_context(cafile=file)
    for name, value in limits.items():
        setattr(context, name, value)
    return context


def ask(address, context, method="GET", path="/healthz", body=None, headers=None):
    connection = http.client.HTTPSConnection(*address, context=context, timeout=20)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, dict((name.lower(), value) for name, value in answer.getheaders()), answer.read()
    finally:
        connection.close()


def fails(what):
    try:
        what()
        return False
    except (ssl.SSLError, OSError, http.client.HTTPException):
        return True


def talk(styk, context):
    token = {"Authorization": "Bearer " + styk.token()}
    status, headers, _ = ask(styk.address, context)
    report.equal(status, 200, "it answers over https")
    report.check("max-age=63072000" in headers.get("strict-transport-security", ""), "it asks for https from now on", str(headers))
    styk.add_user("anna@styk.example", "employee")
    said = b'{"email": "anna@styk.example", "password": "%s"}' % server.password.encode()
    _, headers, _ = ask(styk.address, context, "POST", "/api/v1/session", said,
                        {"Content-Type": "application/json", "X-Forwarded-Proto": "http"})
    report.check("Secure" in headers.get("set-cookie", ""), "its cookie is Secure, whatever a client says of itself", str(headers))
    long = b'{"source": "api", "channel": "web", "comment": "%s"}' % (b"x" * 19_000)
    connection = http.client.HTTPSConnection(*styk.address, context=context, timeout=20)
    for n in range(20):  # one connection, bodies longer than a record
        connection.request("POST", "/api/v1/feedback", body=long, headers={**token, "Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        report.equal(answer.status, 201, "many requests over one connection")
    lines = b"\n".join([long] * 300)  # megabytes in, as fast as they come
    connection.request("POST", "/api/v1/feedback", body=lines, headers={**token, "Content-Type": "application/x-ndjson"})
    answer = connection.getresponse()
    report.equal((answer.status, len(answer.read()) > 0), (200, True), "megabytes in")
    connection.request("GET", "/api/v1/feedback?format=csv&limit=500", headers=token)
    answer = connection.getresponse()
    got = answer.read()
    report.check(answer.status == 200 and len(got) > 1_000_000, "megabytes out", f"{answer.status}, {len(got)} bytes")
    connection.close()


def refusals(styk, folder, context):
    def old():
        weak = trust(folder + "/one.pem", minimum_version=ssl.TLSVersion.TLSv1, maximum_version=ssl.TLSVersion.TLSv1_1)
        weak.set_ciphers("ALL:@SECLEVEL=0")
        ask(styk.address, weak)
    report.check(fails(old), "TLS 1.1 is refused")
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        exact = trust(folder + "/one.pem", minimum_version=version, maximum_version=version)
        report.equal(ask(styk.address, exact)[0], 200, f"{version.name} is spoken")
    with socket.create_connection(styk.address, timeout=20) as raw:
        raw.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        try:
            said = raw.recv(1000)
        except ConnectionResetError:
            said = b""
        report.check(b"HTTP" not in said, "without encryption nothing is said")
    mute = [socket.create_connection(styk.address, timeout=20) for _ in range(50)]  # never shake hands
    broken = socket.create_connection(styk.address, timeout=20)
    broken.sendall(b"\x16\x03\x01\x02\x00\x01" + os.urandom(200))
    broken.close()
    report.equal(ask(styk.address, context)[0], 200, "who never shakes hands keeps nobody waiting")
    for one in mute:
        one.close()


def renew(styk, folder, context):
    """The files change under the running server: half of a renewal is passed over, the whole is taken, nobody is cut off."""
    kept = http.client.HTTPSConnection(*styk.address, context=context, timeout=60)
    kept.request("GET", "/healthz")
    kept.getresponse().read()
    shutil.copy(folder + "/two.pem", folder + "/live.pem")
    report.check(server.eventually(lambda: not fails(lambda: ask(styk.address, context)) and "is not used" in styk.log(), 30),
                 "a certificate without its key is not taken, and the log says so", styk.log()[-500:])
    shutil.copy(folder + "/two.key", folder + "/live.key")
    new = trust(folder + "/two.pem")
    report.check(server.eventually(lambda: not fails(lambda: ask(styk.address, new)), 30), "the new certificate is shown without a new start")
    kept.request("GET", "/healthz")
    report.equal(kept.getresponse().status, 200, "who was connected stays connected")
    kept.close()


def stop(styk, context):
    """What was accepted is finished."""
    answers = []
    connection = http.client.HTTPSConnection(*styk.address, context=context, timeout=60)
    connection.putrequest("POST", "/api/v1/feedback")
    body = b'{"source": "api", "channel": "web", "comment": "last"}'
    for name, value in (("Authorization", "Bearer " + styk.token()), ("Content-Type", "application/json"), ("Content-Length", len(body))):
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(body[:10])

    def finish():
        connection.send(body[10:])
        answers.append(connection.getresponse().status)
    threading.Timer(1, finish).start()
    code = styk.stop()
    report.check(server.eventually(lambda: answers, 10), "a request that had begun is answered")
    report.equal((answers, code), ([201], 0), "at the stop what was begun is finished")


def main():
    for database in server.databases_to_test(sys.argv[1:]):
        with tempfile.TemporaryDirectory(prefix="styk_tls_") as folder:
            for name in ("one", "two"):
                certificate(folder, name)
            for part in ("pem", "key"):
                shutil.copy(f"{folder}/one.{part}", f"{folder}/live.{part}")
            wrong = subprocess.run([server.binary(), "serve", "--data", folder + "/wrong", "--listen", "127.0.0.1:0",
                                    "--tls-certificate", folder + "/one.pem", "--tls-key", folder + "/two.key"],
                                   capture_output=True, text=True, timeout=60)
            report.check(wrong.returncode != 0 and "two.key" in wrong.stderr, "a key of another certificate is named at the start", wrong.stderr)
            os.environ["STYK_TEST_SERVE_OPTIONS"] = f"--tls-certificate {folder}/live.pem --tls-key {folder}/live.key"
            with server.Server(database) as styk:
                context = trust(folder + "/one.pem")
                talk(styk, context)
                refusals(styk, folder, context)
                renew(styk, folder, context)
                stop(styk, trust(folder + "/two.pem"))
        print(f"{database}: {report.passed} passed, {report.failed} failed", flush=True)
    report.end()


if __name__ == "__main__":
    main()

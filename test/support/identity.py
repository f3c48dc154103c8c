"""A certified provider of identities (test/support/identity_provider.mjs), and a browser that follows where it is sent."""
import http.client
import http.cookies
import json
import pathlib
import queue
import subprocess
import threading
import urllib.parse

from support import server


class Provider:
    """`with Provider("styk", "hush", redirect_uri, log_out_uri) as provider:`"""

    def __init__(self, *arguments):
        program = pathlib.Path(__file__).with_name("identity_provider.mjs")
        self.process = subprocess.Popen([str(server.repository / "tools/node"), str(program), *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.told, self.troubles = queue.Queue(), []
        threading.Thread(target=self.listen, daemon=True).start()
        self.issuer = self.told.get(timeout=120)["issuer"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def listen(self):
        for line in self.process.stdout:
            try:
                event = json.loads(line)
            except ValueError:
                continue  # a warning of the library
            if event["event"] == "trouble":
                self.troubles.append(event["why"])
            else:
                self.told.put(event)

    def say(self, do, **more):
        self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self.process.stdin.flush()
        return self.told.get(timeout=60)

    def account(self, sub, **claims):
        self.say("account", sub=sub, claims=claims)


class Browser:
    """Keeps cookies by host and port, and follows redirections as long as `go_on` says so."""

    def __init__(self):
        self.jars = {}

    def get(self, url):
        parts = urllib.parse.urlsplit(url)
        jar = self.jars.setdefault(parts.netloc, {})
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        path = parts.path + ("?" + parts.query if parts.query else "")
        headers = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
        if jar:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        connection.request("GET", path or "/", headers=headers)
        response = connection.getresponse()
        body = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                pair = value.split(";")[0].partition("=")
                jar[pair[0]] = pair[2]
                if "max-age=0" in value.lower() or "01 jan 1970" in value.lower():
                    jar.pop(pair[0], None)
        connection.close()
        where = response.getheader("Location")
        return response.status, urllib.parse.urljoin(url, where) if where else None, body

    def follow(self, url, go_on=lambda url: True, most=20):
        """The last address that was asked or, where `go_on` says no, was not asked any more."""
        for _ in range(most):
            if not go_on(url):
                return url
            status, where, _ = self.get(url)
            if where is None:
                return url
            url = where
        raise RuntimeError("redirected for ever at " + url)

    def cookie(self, netloc, name):
        return self.jars.get(netloc, {}).get(name)

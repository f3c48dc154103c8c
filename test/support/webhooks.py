"""A real receiver of webhooks (test/support/webhook_receiver.mjs), which verifies them with the reference library."""
import json
import pathlib
import queue
import subprocess
import threading

from support import server


class Receiver:
    """`with Receiver() as heard:`; `heard.url()`, `heard.answer("503")`, `heard.next()` waits for the next request."""

    def __init__(self):
        program = pathlib.Path(__file__).with_name("webhook_receiver.mjs")
        self.process = subprocess.Popen([str(server.repository / "tools/node"), str(program)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.events, self.told = queue.Queue(), queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.port = self.told.get(timeout=60)["port"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def listen(self):
        for line in self.process.stdout:
            event = json.loads(line)
            (self.events if event["event"] == "request" else self.told).put(event)

    def url(self, path="/hook"):
        return f"http://127.0.0.1:{self.port}{path}"

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        self.told.get(timeout=60)

    def answer(self, how):
        self.say(how)

    def trust(self, secret):
        self.say("secret " + secret)

    def next(self, patience_s=60):
        """The next request; None when none came in time."""
        try:
            return self.events.get(timeout=patience_s)
        except queue.Empty:
            return None

    def all(self, count, patience_s=60):
        """The next so many requests, fewer when no more came in time."""
        found = []
        while len(found) < count and (one := self.next(patience_s)):
            found.append(one)
        return found

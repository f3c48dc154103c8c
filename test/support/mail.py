"""A real mail server (test/support/mail_server.mjs) that keeps what it is given."""
import email
import email.policy
import json
import pathlib
import queue
import subprocess
import tempfile
import threading

from support import server


class MailServer:
    """`with MailServer() as mail:`; `mail.port`, `mail.next()` waits for the next thing that happens."""

    def __init__(self, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="styk_mail_")
        program = pathlib.Path(__file__).with_name("mail_server.mjs")
        self.process = subprocess.Popen([str(server.repository / "tools/node"), str(program), self.folder.name, *options],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.events = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.port = self.next("listening")["port"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def listen(self):
        for line in self.process.stdout:
            self.events.put(json.loads(line))

    def next(self, kind=None, patience_s=60):
        """The next event, of this kind when one is named; None when none came in time."""
        while True:
            try:
                event = self.events.get(timeout=patience_s)
            except queue.Empty:
                return None
            if kind is None or event["event"] == kind:
                return event

    def next_mail(self, patience_s=60):
        """The next mail as Python reads it; None when none came in time."""
        event = self.next("mail", patience_s)
        return event and read(event["file"])

    def let_go(self):
        """With --hold: the oldest mail that waits gets its reply."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()


def read(file):
    return email.message_from_bytes(pathlib.Path(file).read_bytes(), policy=email.policy.default)


def settings(port, **more):
    """A body for PATCH /mail_settings."""
    return {"host": "127.0.0.1", "port": port, "security": "none", "from_address": "styk@bursztyn.example", **more}

"""A real IMAP server (Debian's dovecot) over a Maildir: mails that are put into the folder are there to be fetched."""
import getpass
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import uuid

user, password = "help", "bardzo-tajne"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Mailbox:
    """`with Mailbox() as box:`; `box.port`, `box.put(bytes)` delivers a mail, `box.flags()` says what was seen."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="styk_imap_"))
        self.port = free_port()
        root = os.geteuid() == 0
        me = "nobody" if root else getpass.getuser()
        internal, login = ("dovecot", "dovenull") if root else (me, me)
        self.owner = pwd.getpwnam(me)
        self.maildir = self.folder / "mail"
        for name in ("cur", "new", "tmp"):
            (self.maildir / name).mkdir(parents=True)
        self.own(self.folder)
        (self.folder / "users").write_text(f"{user}:{{PLAIN}}{password}:{self.owner.pw_uid}:{self.owner.pw_gid}::{self.folder}::\n")
        config = self.folder / "dovecot.conf"
        config.write_text(f"""
base_dir = {self.folder}/run
state_dir = {self.folder}/state
protocols = imap
listen = 127.0.0.1
log_path = {self.folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {'dovecot' if root else __import__('grp').getgrgid(self.owner.pw_gid).gr_name}
first_valid_uid = 1
first_valid_gid = 0
mail_location = maildir:{self.maildir}
passdb {{
  driver = passwd-file
  args = {self.folder}/users
}}
userdb {{
  driver = passwd-file
  args = {self.folder}/users
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {self.port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
""")
        os.chmod(self.folder, 0o755)
        self.process = subprocess.Popen(["dovecot", "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("dovecot did not start: " + self.log()) from None
                time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self):
        file = self.folder / "log"
        return file.read_text(errors="replace") if file.exists() else ""

    def own(self, folder):
        if os.geteuid() == 0:
            for one in [folder, *folder.rglob("*")]:
                os.chown(one, self.owner.pw_uid, self.owner.pw_gid)

    def put(self, mail):
        """As a mail server delivers it: written aside, then renamed."""
        name = uuid.uuid4().hex
        file = self.maildir / "tmp" / name
        file.write_bytes(mail)
        if os.geteuid() == 0:
            os.chown(file, self.owner.pw_uid, self.owner.pw_gid)
        file.rename(self.maildir / "new" / name)

    def count(self):
        return sum(1 for folder in ("new", "cur") for _ in (self.maildir / folder).iterdir())


def settings(port, **more):
    """A body for PATCH /incoming_mail_settings."""
    return {"host": "127.0.0.1", "port": port, "security": "none", "user": user, "password": password,
            "address": "help@bursztyn.example", **more}

#!/usr/bin/env python3
"""The Debian package: what is in it, and that it installs into a Debian of its own, serves, is upgraded, and leaves the data when
it goes. The example alarms are read by Prometheus' own checker.

usage: check.py [FILE.deb]           default: the one in build/package (make package); needs root and a Debian mirror
"""
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

units = ("styk.service", "styk-backup.service", "styk-backup.timer")
most_exposed = 3.0  # of 10, by systemd's own count


def run(*command, **more):
    return subprocess.run([str(one) for one in command], capture_output=True, text=True, timeout=1200, **more)


class Package:
    def __init__(self, file, report):
        self.file, self.report = file, report

    def check(self, right, what, why=""):
        return self.report.check(right, what, why)

    def ends(self, done, what):
        return self.check(done.returncode == 0, what, f"exit {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")

    def look_inside(self):
        control = run("dpkg-deb", "--field", self.file).stdout
        for name in ("libc6", "libsqlite3-0", "libpq5", "libsodium23", "adduser"):
            self.check(re.search(rf"^Depends:.*\b{re.escape(name)}\b", control, re.M), f"depends on {name}", control)
        version = re.search(r"project\(styk VERSION (\S+)", (server.repository / "CMakeLists.txt").read_text())[1]
        self.check(f"Version: {version}" in control, "has the version of the program", control)
        held = run("dpkg-deb", "--contents", self.file).stdout
        for path, mode in (("./usr/bin/styk", "-rwxr-xr-x"), ("./lib/systemd/system/styk.service", "-rw-r--r--"),
                           ("./etc/default/styk", "-rw-r--r--"), ("./usr/share/doc/styk/copyright", "-rw-r--r--")):
            self.check(re.search(rf"^{mode} root/root .* {re.escape(path)}$", held, re.M), f"holds {path}", held)
        with tempfile.TemporaryDirectory() as folder:
            run("dpkg-deb", "--control", self.file, folder)
            conffiles = (pathlib.Path(folder) / "conffiles").read_text()
            self.check(conffiles == "/etc/default/styk\n", "the options are a conffile", conffiles)
            for name in ("postinst", "prerm", "postrm"):
                self.ends(run("sh", "-n", pathlib.Path(folder) / name), f"{name} can be read by sh")

    def install(self, root):
        made = run("mmdebstrap", "--variant=apt", "--include=ca-certificates,systemd,adduser", "bookworm", root)
        if not self.ends(made, "a Debian of its own"):
            return False
        (root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")  # nothing starts by itself in there
        (root / "usr/sbin/policy-rc.d").chmod(0o755)
        shutil.copy(self.file, root / "styk.deb")
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
        return self.ends(self.inside(root, "apt-get", "install", "-y", "-q", "--no-install-recommends", "/styk.deb"), "it installs")

    def inside(self, root, *command, user=None):
        who = [f"--userspec={user}"] if user else []
        return run("chroot", *who, root, *command, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive",
                                                        "LC_ALL": "C"})

    def look_at_place(self, root):
        owner = self.inside(root, "stat", "-c", "%U %G %a", "/var/lib/styk").stdout.strip()
        self.report.equal(owner, "styk styk 700", "the folder of the data is the service's alone")
        shell = self.inside(root, "getent", "passwd", "styk").stdout
        self.check(shell.strip().endswith("nologin"), "nobody logs in as the service", shell)
        enabled = [one.name for one in (root / "etc/systemd/system").rglob("styk*")]
        self.check("styk.service" in enabled and "styk-backup.timer" in enabled, "service and nightly backup start with the machine",
                   str(enabled))

    def look_at_units(self, root):
        told = run("systemd-analyze", "verify", f"--root={root}", "--man=no", *(f"/lib/systemd/system/{one}" for one in units))
        wrong = [line for line in (told.stdout + told.stderr).splitlines() if "styk" in line]
        self.check(not wrong, "systemd finds nothing wrong in the units", "\n".join(wrong))
        told = run("systemd-analyze", "security", "--offline=true", f"--root={root}", "styk.service")
        exposed = re.search(r"Overall exposure level for styk.service: ([\d.]+)", told.stdout)
        self.check(exposed and float(exposed[1]) <= most_exposed, f"systemd counts an exposure of at most {most_exposed}",
                   told.stdout[-2000:] + told.stderr[-2000:])
        if exposed:
            print(f"exposure of the service by systemd: {exposed[1]} of 10", flush=True)

    def serve(self, root):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(["chroot", "--userspec=styk:styk", str(root), "/usr/bin/styk", "serve", "--data", "/var/lib/styk",
                                    "--listen", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                   start_new_session=True)
        try:
            def asked(path):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                try:
                    connection.request("GET", path)
                    return connection.getresponse().status
                except OSError:
                    return 0
                finally:
                    connection.close()
            self.check(server.eventually(lambda: asked("/healthz") == 200, 60), "the installed server is well")
            self.report.equal(asked("/"), 200, "and holds its console")
            self.ends(self.inside(root, "styk", "backup", "--data", "/var/lib/styk", "--keep", "14", user="styk:styk"), "it is backed up")
            self.ends(self.inside(root, "styk", "doctor", "--data", "/var/lib/styk", user="styk:styk"), "the doctor finds it well")
        finally:
            process.send_signal(signal.SIGTERM)
            self.report.equal(process.wait(60), 0, "and ends well")

    def upgrade_and_remove(self, root):
        options = root / "etc/default/styk"
        options.write_text(options.read_text() + "# ours\n")
        self.ends(self.inside(root, "dpkg", "-i", "/styk.deb"), "it is installed over itself")
        self.check("# ours" in options.read_text(), "the options that were changed stay")
        data = root / "var/lib/styk/styk.db"
        before = data.read_bytes()
        self.ends(self.inside(root, "dpkg", "--remove", "styk"), "it is removed")
        self.check(not (root / "usr/bin/styk").exists() and data.read_bytes() == before, "the program goes, the data stays")
        self.ends(self.inside(root, "dpkg", "--purge", "styk"), "it is purged")
        self.check(not options.exists() and data.read_bytes() == before, "the options go, the data stays")
        self.check(not list((root / "etc/systemd/system").rglob("styk*")), "no unit is left over")

    def look_at_alarms(self):
        tool = shutil.which("promtool")
        with tempfile.TemporaryDirectory() as folder:
            if not tool:  # the one tool out of Debian's package, without a daemon on this machine
                os.chmod(folder, 0o777)
                run("apt-get", "download", "-q", "prometheus", cwd=folder)
                for file in pathlib.Path(folder).glob("*.deb"):
                    run("dpkg", "-x", file, folder)
                tool = pathlib.Path(folder) / "usr/bin/promtool"
            if not self.check(pathlib.Path(tool).exists(), "there is Prometheus' checker"):
                return
            rules = server.repository / "docs/operations/alerts.yml"
            done = run(tool, "check", "rules", rules)
            self.ends(done, "Prometheus reads the alarms")
            print(" ".join(done.stdout.split()[-3:]), flush=True)

    def run(self):
        self.look_inside()
        self.look_at_alarms()
        root = pathlib.Path(tempfile.mkdtemp(prefix="styk_debian_", dir="/var/tmp"))
        try:
            if self.install(root):
                self.look_at_place(root)
                self.look_at_units(root)
                self.serve(root)
                self.upgrade_and_remove(root)
        finally:
            shutil.rmtree(root, ignore_errors=True)


def main():
    report = server.Report()
    named = [pathlib.Path(one) for one in sys.argv[1:]]
    found = named or sorted((server.repository / "build/package").glob("styk_*.deb"))
    if not found:
        sys.exit("There is no package to test: make package")
    begun = time.monotonic()
    Package(found[-1].resolve(), report).run()
    print(f"{time.monotonic() - begun:.0f} s", flush=True)
    report.end()


main()

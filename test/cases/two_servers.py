#!/usr/bin/env python3
"""Two servers on one PostgreSQL database: each level of an overdue case hears of it once, whoever looks first; what one server
opens the other shows, and the bell of either rings.

usage: two_servers.py
"""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

report = server.Report()
count = 60


class Beside(server.Server):
    """A second process on the database of the first."""

    def __init__(self, first):
        super().__init__("sqlite")
        self.database, self.url, self.first = "postgresql", first.url, first

    def __exit__(self, *_):
        self.stop()


def change(url, sql):
    subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", url, "-c", sql], check=True, env={**os.environ})


def main():
    server.databases_to_test(["postgresql"])
    with server.Server("postgresql") as one, Beside(one) as two:
        owner = one.add_user("owner@example.com", "touchpoint_owner")
        boss = one.add_user("boss@example.com", "cx_manager")
        client, other = one.client(), server.Client(two.address, one.token())
        settings = client.ask("GET", "/api/v1/case_settings")
        levels = [{"after_minutes_overdue": 0, "to": "deputy"}, {"after_minutes_overdue": 0, "to": "cx_manager"}]
        report.equal(client.ask("PATCH", "/api/v1/case_settings", {"levels": levels}, {"If-Match": settings.header("etag")}).status, 200, "two levels")
        report.equal(client.ask("POST", "/api/v1/touchpoints", {"key": "room", "name": "Room", "owner_id": owner["id"]}).status, 201, "a touchpoint with an owner")
        report.check(server.eventually(lambda: other.ask("GET", "/api/v1/cases?touchpoint=room").status == 200), "the other server hears of it")
        for n in range(count):
            made = (client, other)[n % 2].ask("POST", "/api/v1/cases", {"text": f"Nobody answers, number {n}.", "touchpoint": "room"})
            report.equal(made.status, 201, "a case is opened")
        change(one.url, "UPDATE customer_case SET acknowledge_by = 1, due_at = 1, due_order = 1, escalate_at = 1")
        low = lambda: [item["id"] for item in client.ask("GET", "/api/v1/cases?overdue=true&limit=100").json()["items"] if item["due"]["escalated"] < 2]
        report.check(server.eventually(lambda: time.sleep(1) or not low(), 200), "every case has climbed both levels", str(low()))
        steps = one.query("SELECT case_id, after, COUNT(*) FROM case_step WHERE kind = 'escalate' GROUP BY case_id, after HAVING COUNT(*) <> 1")
        report.equal(steps, [], "no level twice")
        told = one.query("SELECT user_id, COUNT(*), COUNT(DISTINCT case_id) FROM notification WHERE kind = 'case_overdue' GROUP BY user_id")
        report.equal(sorted(told), sorted((who["id"], str(count), str(count)) for who in (owner, boss)), "and each of both levels is told once of each case")
        shown = server.Client(two.address, one.token()).ask("GET", "/api/v1/cases?overdue=true&limit=100").json()["items"]
        report.equal((len(shown), {item["due"]["escalated"] for item in shown}), (count, {2}), "both servers show it")
        report.equal((one.faults(), two.faults()), ([], []), "neither calls anything an error")
    report.end()


main()

#!/usr/bin/env python3
"""Single sign-on of the whole server with a certified provider (npm oidc-provider): log-in, what is refused, keys that change,
roles by groups, log-out from over there.

usage: check.py [sqlite|postgresql]
"""
import pathlib
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import identity, server  # noqa: E402

report = server.Report()
open_here = {"STYK_ALLOW_NETWORKS": "127.0.0.0/8"}
groups_of_boss = ["staff", "cx-admins"]


class Firm:
    """A server with its provider; `come()` is one person's way through the log-in page."""

    def __init__(self, styk, provider):
        self.styk, self.provider, self.client = styk, provider, styk.client()
        self.netloc = f"{styk.address[0]}:{styk.address[1]}"
        self.start = f"http://{self.netloc}/sign-on/start"

    def set(self, **change):
        now = self.client.ask("GET", "/api/v1/log_in_settings")
        answer = self.client.ask("PATCH", "/api/v1/log_in_settings", change, {"If-Match": now.header("etag")})
        report.equal(answer.status, 200, f"the settings are taken: {answer.body.decode()}")
        return answer.json()

    def come(self, browser=None, bend=lambda url: url, start=None):
        """Goes through the provider and back; answers browser and where it ended (path and query)."""
        browser = browser or identity.Browser()
        at_provider = browser.follow(start or self.start, lambda url: not url.startswith(self.provider.issuer))
        if at_provider.startswith(self.provider.issuer):
            back = browser.follow(bend(at_provider), lambda url: "/sign-on/back" not in url)
            if "/sign-on/back" in back:
                _, where, _ = browser.get(bend(back))
                at_provider = where
            else:
                at_provider = back
        parts = urllib.parse.urlsplit(at_provider)
        return browser, parts.path + ("?" + parts.query if parts.query else "")

    def session(self, browser):
        token = browser.cookie(self.netloc, "styk_session")
        return server.Client(self.styk.address, cookie=token) if token else None

    def who(self, browser):
        client = self.session(browser)
        answer = client.ask("GET", "/api/v1/session") if client else None
        return answer.json()["user"] if answer and answer.status == 200 else None


def bent(name, value, part="/auth?"):
    """An address with another value of one parameter, where it leads to the provider (or back)."""
    def bend(url):
        parts = urllib.parse.urlsplit(url)
        query = dict(urllib.parse.parse_qsl(parts.query))
        if part not in url or name not in query:
            return url
        return urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode({**query, name: value})))
    return bend


def log_in(firm):
    """Somebody new comes in and has the role of everybody; who was invited keeps theirs."""
    provider = firm.provider
    provider.account("s-olga", email="olga@styk.example", email_verified=True, name="Olga Nowak")
    browser, where = firm.come(start=firm.start + "?next=%2Finsights%2Ftrend%3Fmetric%3Dnps")
    report.equal(where, "/insights/trend?metric=nps", "who logs in arrives where they wanted to go")
    me = firm.who(browser) or {}
    report.equal((me.get("email"), me.get("name"), me.get("role")), ("olga@styk.example", "Olga Nowak", "employee"), "somebody new becomes a user")
    listed = firm.session(browser).ask("GET", "/api/v1/me/sessions").json()["items"]
    report.equal([(one["way"], one["browser"], one["device"], one["mine"]) for one in listed], [("single_sign_on", "Firefox", "Linux", True)],
                 "the session says how and where it began")
    again, _ = firm.come()
    report.equal((firm.who(again) or {}).get("id"), me.get("id"), "the next time it is the same user")
    eve = firm.styk.add_user("eve@styk.example", "analyst")
    provider.account("s-eve", email="Eve@Styk.example", email_verified=True, name="Somebody Else")
    browser, _ = firm.come()
    known = firm.who(browser) or {}
    report.equal((known.get("id"), known.get("role"), known.get("name")), (eve["id"], "analyst", "eve"), "who was invited is known by a verified e-mail and keeps role and name")
    for next_place in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"):
        _, where = firm.come(start=firm.start + "?next=" + urllib.parse.quote(next_place))
        report.equal(where, "/", f"nobody is sent on to {next_place}")


def refused(firm):
    """What is not right lets nobody in, and the page says why."""
    provider = firm.provider
    provider.account("s-mallory", email="olga@styk.example", email_verified=False)
    browser, where = firm.come()
    report.equal((where, firm.who(browser)), ("/login?sign_on=email", None), "an e-mail that nobody verified is nobody's account")
    provider.account("s-nameless")
    report.equal(firm.come()[1], "/login?sign_on=email", "without e-mail nobody becomes a user")
    provider.account("s-olga")
    browser, where = firm.come(bend=bent("state", "another"))
    report.equal((where, firm.who(browser)), ("/login?sign_on=state", None), "another state is refused")
    browser, where = firm.come(bend=bent("nonce", "another"))
    report.equal((where, firm.who(browser)), ("/login?sign_on=token", None), "another nonce is refused")
    browser, where = firm.come(bend=bent("iss", "https://other.example", "/sign-on/back?"))
    report.equal((where, firm.who(browser)), ("/login?sign_on=state", None), "an answer of another provider is refused")
    browser, where = firm.come(bend=bent("code", "guessed", "/sign-on/back?"))
    report.equal((where, firm.who(browser)), ("/login?sign_on=refused", None), "a code that was not given out opens nothing")
    mine = identity.Browser()
    at_provider = mine.follow(firm.start, lambda url: not url.startswith(provider.issuer))
    back = mine.follow(at_provider, lambda url: "/sign-on/back" not in url)
    other = identity.Browser()
    _, where, _ = other.get(back)
    report.equal((urllib.parse.urlsplit(where).query, firm.who(other)), ("sign_on=state", None), "another browser cannot use the answer")
    _, where, _ = mine.get(back)
    report.check(firm.who(mine) is not None, "the browser that began can", where)
    _, where, _ = mine.get(back)
    report.equal(urllib.parse.urlsplit(where).query, "sign_on=state", "once")
    provider.say("account", deny=True)
    report.equal(firm.come()[1], "/login?sign_on=refused", "what the provider refuses is refused")


def keys(firm):
    """Keys change, also their kind, and the ID token may hold everything."""
    provider = firm.provider
    provider.account("s-olga")
    for alg in ("RS256", "ES256", "RS256"):
        provider.say("keys", alg=alg)
        time.sleep(2.1)  # a key that is not known is looked for every two seconds at most
        browser, where = firm.come()
        report.equal(((firm.who(browser) or {}).get("email"), where), ("olga@styk.example", "/"), f"after the provider changed its keys ({alg})")
    provider.say("in_token", on=True)
    provider.account("s-jan", email="jan@styk.example", email_verified=True, name="Jan")
    browser, _ = firm.come()
    report.equal((firm.who(browser) or {}).get("name"), "Jan", "claims may stand in the ID token")
    provider.say("in_token", on=False)


def roles(firm):
    """Groups give roles, anew at each log-in."""
    provider = firm.provider
    firm.set(scopes="openid email profile groups", groups_claim="groups", role_map={"staff": "analyst", "cx-admins": "administrator"}, default_role=None)
    provider.account("s-olga", email="olga@styk.example", email_verified=True, groups=groups_of_boss)
    browser, _ = firm.come()
    report.equal((firm.who(browser) or {}).get("role"), "administrator", "the strongest of several groups counts")
    provider.account("s-olga", email="olga@styk.example", email_verified=True, groups=["staff"])
    second, _ = firm.come()
    report.equal((firm.who(second) or {}).get("role"), "administrator", "the last administrator stays one")
    firm.styk.add_user("boss@styk.example", "administrator")
    provider.account("s-olga", email="olga@styk.example", email_verified=True, groups=["staff"])
    second, _ = firm.come()
    report.equal((firm.who(second) or {}).get("role"), "analyst", "who left a group loses its role")
    report.equal((firm.who(browser) or {}).get("role"), "analyst", "also where they are still logged in")
    firm.set(role_map={"staff": "cx_manager"})
    third, _ = firm.come()
    report.equal((firm.who(third) or {}).get("role"), "cx_manager", "a role map that changed counts from the next log-in on")
    provider.account("s-olga", email="olga@styk.example", email_verified=True, groups=["visitors"])
    report.equal(firm.come()[1], "/login?sign_on=group", "without a group that has a role nobody comes in")
    provider.account("s-new", email="new@styk.example", email_verified=True, groups=["staff"])
    firm.set(create_users=False)
    report.equal(firm.come()[1], "/login?sign_on=unknown", "who was not invited stays outside, where that is wanted")
    firm.set(create_users=True, default_role="employee")
    trail = firm.client.ask("GET", "/api/v1/audit?kind=person&limit=5").json()["items"]
    report.check(any(one["actor_name"] == "Firm ID" and one["action"] == "change" for one in trail), "the trail says who gave the role", str(trail))


def switched_off(firm):
    provider = firm.provider
    provider.account("s-eve", email="eve@styk.example", email_verified=True, groups=["staff"])
    browser, _ = firm.come()
    me = firm.who(browser)
    user = firm.client.ask("GET", f"/api/v1/users/{me['id']}")
    firm.client.ask("PATCH", f"/api/v1/users/{me['id']}", {"active": False}, {"If-Match": user.header("etag")})
    report.equal(firm.who(browser), None, "who is switched off is out")
    report.equal(firm.come()[1], "/login?sign_on=inactive", "and stays out")


def log_out(firm):
    """The provider says who has logged out."""
    provider = firm.provider
    provider.account("s-olga", email="olga@styk.example", email_verified=True, groups=["staff"])
    here, _ = firm.come()
    there, _ = firm.come()
    user = firm.who(here)["id"]
    sids = firm.styk.query(f"SELECT sign_on_session FROM session WHERE user_id = '{user}' AND way = 'single_sign_on' ORDER BY created_at DESC LIMIT 2")
    newest = sids[0][0] if isinstance(sids[0], (list, tuple)) else sids[0]
    report.check(bool(newest), "the provider's name of the session is kept", str(sids))
    heard = provider.say("log_out", sub="s-olga", sid=newest)
    report.equal(heard.get("heard"), 200, "the provider's word is taken")
    report.check(firm.who(here) is not None and firm.who(there) is None, "that session ends, and no other")
    report.equal(firm.who(there), None, "for good")
    forged = "logout_token=eyJhbGciOiJub25lIn0.eyJzdWIiOiJzLW9sZ2EifQ."
    answer = server.Client(firm.styk.address).ask("POST", "/sign-on/log-out", forged, {"Content-Type": "application/x-www-form-urlencoded"})
    report.equal(answer.status, 400, "a token that nobody signed is refused")
    report.check(firm.who(here) is not None, "and ends nothing")


def only_way(firm):
    """Passwords are for emergencies; the command gets somebody in."""
    styk = firm.styk
    made = styk.run("user", "break-glass", "rescue@styk.example")
    path = next((word for word in made.stdout.split() if word.startswith("/welcome/")), "")
    report.check(made.returncode == 0 and path, "the command prints a link", made.stdout + made.stderr)
    opened = server.Client(styk.address).ask("POST", "/api/v1" + path, {"password": server.password})
    report.equal(opened.status, 200, f"which opens: {opened.body.decode()}")
    firm.set(only_way=True)
    log_in = lambda email: server.Client(styk.address).ask("POST", "/api/v1/session", {"email": email, "password": server.password}).status  # noqa: E731
    styk.add_user("ola@styk.example", "analyst")
    report.equal((log_in("ola@styk.example"), log_in("rescue@styk.example")), (403, 200), "only who was named for emergencies comes in by password")
    firm.provider.account("s-ola", email="ola@styk.example", email_verified=True, groups=["staff"])
    browser, _ = firm.come()
    report.equal((firm.who(browser) or {}).get("email"), "ola@styk.example", "everybody else through the provider")
    trail = firm.client.ask("GET", "/api/v1/audit?kind=person&limit=50").json()["items"]
    report.check({"break_glass", "break_glass_log_in"} <= {one["action"] for one in trail}, "both are in the trail", str([one["action"] for one in trail]))


def away(firm):
    """The provider does not answer."""
    firm.provider.__exit__()
    started = time.monotonic()
    firm.client.ask("POST", "/api/v1/log_in_settings/test", {})
    browser, where = firm.come()
    report.equal(where, "/login?sign_on=unreachable", "a provider that is gone is told as that")
    report.check(time.monotonic() - started < 30, "and nobody waits for it long")


def run(database):
    with server.Server(database, environment=open_here) as styk:
        base = f"http://{styk.address[0]}:{styk.address[1]}"
        with identity.Provider("styk", "hush: it+is=a%secret", base + "/sign-on/back", base + "/sign-on/log-out") as provider:
            firm = Firm(styk, provider)
            set_up = firm.set(active=True, name="Firm ID", issuer=provider.issuer, client_id="styk", client_secret="hush: it+is=a%secret", default_role="employee")
            report.equal(set_up["redirect_url"], base + "/sign-on/back", "the page tells what to enter at the provider")
            tried = firm.client.ask("POST", "/api/v1/log_in_settings/test", {}).json()
            report.equal((tried["outcome"], tried["keys"]), ("answers", 1), f"the provider answers: {tried}")
            for part in (log_in, refused, keys, roles, switched_off, log_out, only_way, away):
                try:
                    part(firm)
                except Exception as why:
                    report.check(False, f"{database}: {part.__name__}", f"{type(why).__name__}: {why}")
            report.equal(provider.troubles, [], "the provider has no trouble")
        report.equal(styk.faults(), [], f"{database}: the server logs no fault")


for one in server.databases_to_test(sys.argv[1:]):
    run(one)
report.end()

"""Somebody who may ask for every figure takes one from another: the results of an employees' survey, whose answers came by a file, and
the figures of the firm, by place, channel, language and days. Nothing that they find is about fewer people than the threshold."""
import itertools
import random

from support import server

least, files = 5, 6
questions = [
    {"type": "rating", "name": "enps", "title": "Recommend us?", "metric": "enps", "rateMin": 0, "rateMax": 10},
    {"type": "rating", "name": "pay", "title": "Your pay?", "metric": "csat", "rateMin": 1, "rateMax": 5},
    {"type": "comment", "name": "why", "title": "Why?"},
]
places = {"north": None, "harbour": "north", "old_town": "north", "south": None}
traits = {"location": ("harbour", "harbour", "old_town", "south", ""), "channel": ("web", "web", "email"), "language": ("en", "en", "pl")}
asked = {"location": ("", "north", "harbour", "old_town", "south"), "channel": ("", "web", "email", "other"), "language": ("", "en", "pl"),
         "from": ("", "2024-02-01", "2024-02-15", "2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01")}
map_of_file = {"source": "import", "survey": "pulse", "key": "Id", "occurred_at": {"column": "When", "format": "iso"}, "comment": "Remark",
               "attributes": [{"column": "Team", "key": "team", "dimension": True}],
               "location": {"column": "Place"}, "channel": {"column": "Via"}, "language": {"column": "Tongue"},
               "answers": [{"column": "Score", "answer": "enps"}, {"column": "Pay", "answer": "pay"}, {"column": "Why", "answer": "why"}]}


class Firm:
    def __init__(self, styk):
        self.client = styk.client()
        self.chance = random.Random(20261123)

    def ask(self, method, path, body=None, headers=None):
        answer = self.client.ask(method, "/api/v1" + path, body, headers)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode()}")
        return answer.json() if answer.body else None

    def set_up(self):
        ids = {}
        for key, parent in places.items():
            body = {"key": key, "name": key.title(), "kind": "branch", "parent_id": ids.get(parent)}
            ids[key] = self.ask("POST", "/locations", body)["id"]
        body = {"name": "Pulse", "key": "pulse", "mode": "anonymous", "kind": "employee", "definition": {"elements": questions}}
        self.survey = self.ask("POST", "/surveys", body)["id"]
        self.ask("POST", f"/surveys/{self.survey}/publish", {})

    def row(self, i):
        """Some leave the score out, some the reason; each writes a remark that no question asks for."""
        place, via, tongue = (self.chance.choice(values) for values in traits.values())
        score = self.chance.choice(["", "", "", *range(11)])
        pay = self.chance.choice(["", "", 1, 2, 3, 4, 5])
        why = self.chance.choice(["", "", f"because {i}"])
        return f"{i},2024-0{1 + i % 6}-{1 + self.chance.randrange(28):02},{place},{via},{tongue},{score},{pay},{why},remark {i},{self.chance.choice(('sales', 'desk'))}"

    def few_of_a_kind(self):
        """Two teams of the south are ten who look alike in the survey's results; one of them alone has few who score."""
        return [f"k{i},2024-05-07,south,web,en,{'' if i < 2 else 9},3,,remark k{i},{'sales' if i < 5 else 'desk'}" for i in range(10)]

    def bring_in(self, name, rows):
        lines = "\n".join(["Id,When,Place,Via,Tongue,Score,Pay,Why,Remark,Team", *rows])
        made = self.ask("POST", f"/imports?kind=feedback&name={name}.csv&survey=pulse", lines, {"Content-Type": "text/csv"})
        self.ask("POST", f"/imports/{made['id']}/run", {"map": map_of_file})
        server.eventually(lambda: self.ask("GET", f"/imports/{made['id']}")["state"] in ("done", "failed"))
        found = self.ask("GET", f"/imports/{made['id']}")
        if (found["state"], found["added"]) != ("done", len(rows)):
            raise RuntimeError(f"the file did not come in: {found}")

    def counts(self):
        return self.ask("GET", f"/surveys/{self.survey}/results")["responses"]

    def is_settled(self):
        """Nothing moves any more, and no figure is behind."""
        first = (self.counts(), self.look("results", {}), self.look("figures", {}))
        return first[0]["waiting"] < (1 + files) * least and (self.counts(), self.look("results", {}), self.look("figures", {})) == first

    def look(self, where, words):
        """How many scores this question counts."""
        filled = "&".join(f"{name}={value}" for name, value in words.items() if value)
        if where == "results":
            told = self.ask("GET", f"/surveys/{self.survey}/results?{filled}")
            return next(one["figure"]["n"] if one["figure"] else 0 for one in told["questions"] if one["name"] == "enps")
        return self.ask("GET", f"/insights/tally?metric=enps&kind=employee_voice&{filled}")["total"]["n"]


def is_a_group(n):
    return n == 0 or abs(n) >= least


def every_question():
    for values in itertools.product(*asked.values()):
        yield dict(zip(asked, values))


def wider(words):
    """The same without one of its words."""
    return [{**words, name: ""} for name, value in words.items() if value]


def subtract(firm, report):
    told = {where: {tuple(words.values()): firm.look(where, words) for words in every_question()} for where in ("results", "figures")}
    small, apart = [], 0
    for words in every_question():
        here = tuple(words.values())
        results, figures = (told[where][here] for where in ("results", "figures"))
        found = {"results": results, "figures": figures, "results less figures": results - figures}
        for where in told:
            for more in wider(words):
                found[f"{where} less those without a word"] = told[where][tuple(more.values())] - told[where][here]
                small += [(words, how, n) for how, n in found.items() if not is_a_group(n)]
        apart += 0 < results < told["results"][("",) * len(asked)]
    report.equal(small[:5], [], f"no difference of two figures is of fewer than {least}")
    return len(told["results"]) * 2, apart


def check(database, rows, report):
    with server.Server(database) as styk:
        firm = Firm(styk)
        firm.set_up()
        firm.bring_in("few", firm.few_of_a_kind())
        for number in range(files):
            firm.bring_in(f"file{number}", [firm.row(number * rows + i) for i in range(rows)])
        report.check(server.eventually(firm.is_settled, 120), f"{database}: the files have gone on together")
        questions_asked, apart = subtract(firm, report)
        report.check(apart > 3, f"{database}: there is something to tell apart ({apart})")
        total = files * rows + len(firm.few_of_a_kind())
        inbox = firm.ask("GET", "/feedback/facets?kind=employee_voice")["total"]
        report.check(total - inbox < (1 + files) * least, f"{database}: of {total} rows {inbox} are in the inbox")
        print(f"{database}, {1 + files} files: {total} rows, {questions_asked} figures asked and subtracted, {apart} of a part", flush=True)

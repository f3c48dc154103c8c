#!/usr/bin/env python3
"""styk text: one line of JSON for each line read, in order and at once; spans in bytes; bad input is told. Needs no server.

usage: check.py
"""
import json
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

report = server.Report()
TONES = {"negative", "neutral", "positive", "mixed"}


def run(text, *arguments):
    data = text if isinstance(text, bytes) else text.encode()
    return subprocess.run([server.binary(), "text", *arguments], input=data, capture_output=True, timeout=300)


def findings(what, lines, *arguments):
    done = run("".join(line + "\n" for line in lines), *arguments)
    report.check(done.returncode == 0, f"{what}: exit 0", f"exit {done.returncode} {done.stderr.decode()}")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    report.check(len(found) == len(lines), f"{what}: a line for each line", f"{len(found)} of {len(lines)}")
    return found


def spans(found):
    yield from found["clauses"] + found["personal_data"] + found["profanity"]
    for label in found["topics"] + found["intents"] + found["emotions"]:
        yield from label["because"]
    if found["sentiment"]:
        yield from found["sentiment"]["because"]


def whole(comment, found):
    """Every span can be cut out of the comment's bytes and is text."""
    data = comment.encode()
    try:
        return all(0 <= s["from"] <= s["to"] <= len(data) and data[s["from"]:s["to"]].decode() is not None for s in spans(found))
    except UnicodeDecodeError:
        return False


def told():
    comments = ["Rewelacyjna obsługa, polecam!", "Курьер опоздал на три часа, верните деньги!",
                "What time do you open?", "Jedzenie pyszne, ale obsługa fatalna.", "👍", "",
                "Mój numer to 501 234 567 😡 zadzwońcie"]
    found = findings("comments", comments)
    if len(found) != len(comments):
        return
    labels = [one["sentiment"] and one["sentiment"]["label"] for one in found]
    report.check(labels[:6] == ["positive", "negative", "neutral", "mixed", "positive", None], "tones", str(labels))
    report.check([one["language"] for one in found[:4]] == ["pl", "ru", "en", "pl"], "languages", str(found[:4]))
    report.check("delivery" in [t["key"] for t in found[1]["topics"]], "a courier is delivery", str(found[1]["topics"]))
    report.check("question" in [i["key"] for i in found[2]["intents"]], "a question is one", str(found[2]["intents"]))
    report.check(len(found[3]["clauses"]) == 2, "two clauses", str(found[3]["clauses"]))
    number = found[6]["personal_data"]
    report.check([n["kind"] for n in number] == ["phone"] and
                 comments[6].encode()[number[0]["from"]:number[0]["to"]] == b"501 234 567", "spans are bytes", str(number))
    for comment, one in zip(comments, found):
        report.check(whole(comment, one), f"spans of {comment!r}", json.dumps(one))
        tone = one["sentiment"]
        report.check(tone is None or (tone["label"] in TONES and -1 <= tone["score"] <= 1 and tone["ordinal"] in range(1, 6)),
                     f"sentiment of {comment!r}", str(tone))


def asked():
    same = "Polecam, wszystko ok."
    plain = findings("plain", [same])
    lines = findings("jsonl", [json.dumps({"text": same, "id": 7})], "--jsonl")
    report.check(plain == lines, "a line and a line of JSON are read alike", str(lines))
    escaped = findings("jsonl with a new line", [json.dumps({"text": "Dobrze.\nAle drogo."})], "--jsonl")
    report.check(len(escaped[0]["clauses"]) == 2, "a new line inside a text parts it", str(escaped))
    forced = findings("language", ["ok super", "очень хорошо"], "--language", "en")
    report.check([one["language"] for one in forced] == ["en", "en"], "--language is believed", str(forced))


def refused():
    done = run('{"text": "dobrze"}\n{"tekst": "x"}\n{"text": "nie"}\n', "--jsonl")
    report.check(done.returncode == 1 and len(done.stdout.splitlines()) == 1, "a bad line ends it, those before are printed", str(done))
    report.check(b"line 2" in done.stderr and b"/text" in done.stderr, "and is named", done.stderr.decode())
    report.check(run("x\n", "--language", "fr").returncode == 2, "a language that is not read is wrong usage", "")


def streamed():
    with subprocess.Popen([server.binary(), "text"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for comment in ("Świetnie", "Fatalnie"):
            process.stdin.write(comment.encode() + b"\n")
            process.stdin.flush()
            report.check(json.loads(process.stdout.readline())["language"] == "pl", f"{comment} is answered before the next is written", "")
        process.stdin.close()


def any_bytes():
    chance = random.Random(1)
    lines = [bytes(chance.choice([b for b in range(256) if b != 10]) for _ in range(chance.randrange(80))) for _ in range(3000)]
    done = run(b"\n".join(lines) + b"\n")
    report.check(done.returncode == 0 and len(done.stdout.splitlines()) == len(lines), "any bytes are read",
                 f"exit {done.returncode}, {len(done.stdout.splitlines())} lines {done.stderr[:200]}")


for check in (told, asked, refused, streamed, any_bytes):
    check()
report.end()

"""Does an answer fit what a scenario expects? A pattern is JSON or text in which

    "*"           is any value; within a text it stands for any characters
    "<name>"      is any value and is remembered, to be used later as $name
    "..."         in a list: any number of items
    "any order"   first in a list: the items may come as they like
    "-absent-"    the member must not be there
    0.667         fits 0.66666: as many decimals as are written

An object may have more members than its pattern names; a list has exactly its items.
"""
import json
import re


class Rough(float):
    """A number that was written with so many decimals and is meant that exactly."""
    decimals = 0

    @classmethod
    def read(cls, text):
        number = cls(text)
        number.decimals = len(text.split(".")[1]) if "." in text and "e" not in text.lower() else 12
        return number

    def fits(self, other):
        return abs(self - other) <= 0.5000001 * 10 ** -self.decimals


def read(text):
    return json.loads(text, parse_float=Rough.read)


def fits_text(pattern, text, remembered):
    expression = ""
    for part in re.split(r"(\*|<[a-z_0-9]+>)", pattern):
        if part == "*":
            expression += ".*"
        elif re.fullmatch(r"<[a-z_0-9]+>", part):
            expression += f"(?P<{part[1:-1]}>.+?)"
        else:
            expression += re.escape(part)
    found = re.fullmatch(expression, text, re.S)
    if found:
        remembered.update(found.groupdict())
    return found is not None


def misfit(pattern, value, remembered, at=""):
    """Why `value` does not fit, or None."""
    if pattern == "*":
        return None
    if isinstance(pattern, str):
        if re.fullmatch(r"<[a-z_0-9]+>", pattern):
            remembered[pattern[1:-1]] = value
            return None
        fits = isinstance(value, str) and fits_text(pattern, value, remembered)
    elif isinstance(pattern, dict):
        return misfit_of_object(pattern, value, remembered, at)
    elif isinstance(pattern, list):
        return misfit_of_list(pattern, value, remembered, at)
    elif isinstance(pattern, Rough):
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and pattern.fits(value)
    else:
        fits = value == pattern and isinstance(value, bool) == isinstance(pattern, bool)
    return None if fits else f"at {at or '/'}: expected {json.dumps(pattern, ensure_ascii=False)}, found {short(value)}"


def misfit_of_object(pattern, value, remembered, at):
    if not isinstance(value, dict):
        return f"at {at or '/'}: expected an object, found {short(value)}"
    for name, part in pattern.items():
        if part == "-absent-":
            if name in value:
                return f"at {at}/{name}: must not be there, found {short(value[name])}"
        elif name not in value:
            return f"at {at}/{name}: is missing"
        elif why := misfit(part, value[name], remembered, f"{at}/{name}"):
            return why
    return None


def misfit_of_list(pattern, value, remembered, at):
    if not isinstance(value, list):
        return f"at {at or '/'}: expected a list, found {short(value)}"
    if pattern[:1] == ["any order"]:
        return misfit_of_heap(pattern[1:], value, remembered, at)
    if "..." not in pattern:
        if len(pattern) != len(value):
            return f"at {at or '/'}: expected {len(pattern)} items, found {len(value)}: {short(value)}"
        return next((why for i, part in enumerate(pattern) if (why := misfit(part, value[i], remembered, f"{at}/{i}"))), None)
    next_at, gap, last = 0, False, None
    for part in pattern:
        if part == "...":
            gap = True
            continue
        while True:
            if next_at >= len(value):
                return f"at {at or '/'}: no item fits {json.dumps(part, ensure_ascii=False)}" + (f" ({last})" if last else "") + f" in {short(value)}"
            tried = dict(remembered)
            why = misfit(part, value[next_at], tried, f"{at}/{next_at}")
            next_at += 1
            if why is None:
                remembered.update(tried)
                break
            if not gap:
                return why
            last = why
        gap = False
    return None if gap or next_at == len(value) else f"at {at or '/'}: more items than expected: {short(value)}"


def misfit_of_heap(pattern, value, remembered, at):
    left = list(value)
    for part in pattern:
        for item in left:
            tried = dict(remembered)
            if misfit(part, item, tried, at) is None:
                remembered.update(tried)
                left.remove(item)
                break
        else:
            return f"at {at or '/'}: no item fits {json.dumps(part, ensure_ascii=False)} in {short(value)}"
    return f"at {at or '/'}: more items than expected: {short(left)}" if left else None


def misfit_of_lines(pattern, text, remembered):
    """The same over lines of text."""
    return misfit(pattern.splitlines(), text.lstrip("\ufeff").splitlines(), remembered)


def short(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 1500 else text[:1500] + " …"

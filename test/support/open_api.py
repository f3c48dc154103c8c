"""Holds every answer against what the server's own OpenAPI document says of its route."""
import datetime
import re
import urllib.parse
import uuid

types = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
annotations = {"description", "readOnly", "default", "example", "title"}


class OpenApi:
    def __init__(self, document):
        self.document = document
        self.visited = set()
        self.routes = []
        for path, operations in document["paths"].items():
            expression = re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part)
                                            for part in re.split(r"(\{\w+\})", path)) + "$")
            for method, operation in operations.items():
                self.routes.append((method.upper(), path, expression, operation))
        self.routes.sort(key=lambda route: route[1].count("{"))

    def find(self, method, path):
        method = "GET" if method == "HEAD" else method
        return next((route for route in self.routes if route[0] == method and route[2].match(path)), None)

    def misfit(self, method, path, answer):
        """Why the answer is none that the document allows, or None."""
        path, _, query = path.partition("?")
        if answer.type == "text/html" and not path.startswith("/api/"):
            return None  # a page, in words for people
        if path.startswith("/scim/"):
            return None if answer.type in ("application/scim+json", "") else f"{answer.type} is not SCIM"
        if answer.status >= 400:
            return self.misfit_of_problem(answer)
        route = self.find(method, path)
        if route is None:
            return f"{method} {path} is not in the OpenAPI document" if path.startswith("/api/") else None
        self.visited.add(route[:2])
        untold = self.untold_parameters(route[3], query)
        if untold:
            return f"the document does not tell the parameter {', '.join(untold)} of {method} {route[1]}"
        responses = route[3]["responses"]
        told = responses.get(str(answer.status))
        if told is None:
            return f"the document names no answer {answer.status} of {method} {route[1]}, only {', '.join(responses)}"
        if answer.status == 204:
            return "204 has a body" if answer.body else None
        contents = told.get("content")
        if contents is None or method == "HEAD":
            return None
        if answer.type not in contents:
            return f"answers {answer.type} where the document names {', '.join(contents)}"
        if answer.type != "application/json":
            return None
        schema = contents[answer.type].get("schema")  # a file has none
        return self.misfit_of_value(schema, answer.json(), "") if schema else None

    def untold_parameters(self, operation, query):
        told = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
        asked = {re.sub(r"^attribute\..+", "attribute.KEY", urllib.parse.unquote_plus(pair.split("=")[0]))
                 for pair in query.split("&") if pair}
        return sorted(asked - told)

    def misfit_of_problem(self, answer):
        if answer.type != "application/problem+json":
            return f"an error of type {answer.type} is no problem document"
        told = answer.json()
        if told["status"] != answer.status:
            return f"the problem says {told['status']}, the answer is {answer.status}"
        return self.misfit_of_value({"$ref": "#/components/schemas/problem"}, told, "")

    def resolve(self, reference):
        found = self.document
        for part in reference[2:].split("/"):
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def misfit_of_value(self, schema, value, at):
        where = at or "/"
        for keyword, want in schema.items():
            why = None
            if keyword == "$ref":
                target = self.resolve(want)
                why = f"{want} leads nowhere" if target is None else self.misfit_of_value(target, value, at)
            elif keyword == "type":
                allowed = want if isinstance(want, list) else [want]
                why = None if any(is_of(one, value) for one in allowed) else f"{where} is no {' or '.join(allowed)}: {value!r}"
            elif keyword == "enum":
                why = None if value in want else f"{where} is {value!r}, none of {want}"
            elif keyword == "required":
                lacking = [name for name in want if isinstance(value, dict) and name not in value]
                why = f"{where} lacks {', '.join(lacking)}" if lacking else None
            elif keyword == "properties":
                for name, part in want.items():
                    if why is None and isinstance(value, dict) and name in value:
                        why = self.misfit_of_value(part, value[name], f"{at}/{name}")
            elif keyword == "additionalProperties":
                more = set(value) - set(schema.get("properties", {})) if isinstance(value, dict) else set()
                if want is False:
                    why = f"{where} has {', '.join(sorted(more))}, unknown to the document" if more else None
                elif isinstance(want, dict):
                    for name in more:
                        why = why or self.misfit_of_value(want, value[name], f"{at}/{name}")
            elif keyword == "items":
                for i, item in enumerate(value if isinstance(value, list) else []):
                    why = why or self.misfit_of_value(want, item, f"{at}/{i}")
            elif keyword == "oneOf" or keyword == "anyOf":
                tried = [self.misfit_of_value(one, value, at) for one in want]
                why = None if None in tried else f"{where} fits none of: {'; '.join(tried)}"
            elif keyword == "allOf":
                why = next((found for one in want if (found := self.misfit_of_value(one, value, at))), None)
            elif keyword == "format":
                why = None if value is None or is_in_format(want, value) else f"{where} is no {want}: {value!r}"
            elif keyword == "maxLength":
                why = f"{where} is too long" if isinstance(value, str) and len(value) > want else None
            elif keyword == "maxItems":
                why = f"{where} has too many items" if isinstance(value, list) and len(value) > want else None
            elif keyword in ("minimum", "maximum"):
                number = isinstance(value, (int, float)) and not isinstance(value, bool)
                over = number and (value < want if keyword == "minimum" else value > want)
                why = f"{where} is {value}, beyond {want}" if over else None
            elif keyword not in annotations:
                why = f"the document uses {keyword}, which this check does not know"
            if why:
                return why
        return None


def is_of(name, value):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, types[name])


def is_in_format(name, value):
    try:
        if name == "uuid":
            return str(uuid.UUID(value)) == value
        if name == "date-time":
            return value.endswith("Z") and bool(datetime.datetime.fromisoformat(value.replace("Z", "+00:00")))
    except ValueError:
        # Python 3.11 reads up to six decimals only in certain lengths; the shape is what matters then.
        return name == "date-time" and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", value) is not None
    return True

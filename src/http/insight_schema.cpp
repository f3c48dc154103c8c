#include "http/insight_schema.h"

namespace styk::http {

namespace {

// Beside these members each row has one a grouping, named as it was asked for.
constexpr std::string_view figure = R"({
  "type": "object",
  "required": ["n", "value", "lo", "hi", "level", "method", "tier", "reason", "histogram"],
  "properties": {
    "metric": {"type": "string", "description": "only when more than one was asked for"},
    "n": {"type": ["integer", "null"], "description": "answers; null when hidden"},
    "value": {"type": ["number", "null"], "description": "share 0 to 1, net -1 to 1, means as rated, index 0 to 100"},
    "lo": {"type": ["number", "null"]},
    "hi": {"type": ["number", "null"]},
    "level": {"type": "number"},
    "method": {"enum": ["none", "score", "wilson", "t", "smoothed_t", "adjusted_wald"]},
    "tier": {"enum": ["none", "hidden", "raw", "fragile", "normal", "solid"]},
    "reason": {"type": ["string", "null"], "description": "why there is no value"},
    "mean": {"type": ["number", "null"]},
    "positive": {"type": ["number", "null"]},
    "neutral": {"type": ["number", "null"]},
    "negative": {"type": ["number", "null"]},
    "histogram": {"type": ["object", "null"], "properties": {
      "min": {"type": "integer", "description": "the rating that counts[0] stands for"},
      "counts": {"type": "array", "items": {"type": "integer"}},
      "missing": {"type": "integer"},
      "not_applicable": {"type": "integer"}}}
  },
  "additionalProperties": {"type": ["string", "null"], "description": "the key of a grouping"}
})";

constexpr std::string_view tally = R"({
  "type": "object",
  "required": ["metric", "by", "rows", "total", "position", "as_of"],
  "properties": {
    "metric": {"description": "one object, or an array when several were asked for"},
    "by": {"type": "array", "items": {"type": "string"}},
    "rows": {"type": "array", "items": {"$ref": "#/components/schemas/figure"}},
    "total": {"description": "one figure, or an array when several metrics were asked for"},
    "position": {"type": "integer", "description": "how far the log of facts is counted"},
    "as_of": {"type": "string", "format": "date-time"}
  },
  "additionalProperties": false
})";

constexpr std::string_view comparison = R"({
  "type": "object",
  "required": ["q", "stands", "of", "rows"],
  "properties": {
    "before": {"type": "object", "description": "of changes: from and to"},
    "after": {"type": "object", "description": "of changes: from and to"},
    "q": {"type": "number", "description": "share of false ones among those that stand, at most"},
    "stands": {"type": "integer"},
    "of": {"type": "integer", "description": "pairs that were tested"},
    "rows": {"type": "array", "items": {"type": "object", "properties": {
      "difference": {"type": ["number", "null"]},
      "p": {"type": ["number", "null"]},
      "p_adjusted": {"type": ["number", "null"], "description": "Benjamini-Hochberg over all rows"},
      "test": {"type": "string"},
      "stands": {"type": "boolean"},
      "reason": {"type": ["string", "null"]}}}}
  }
})";

constexpr std::string_view coverage = R"({
  "type": "object",
  "required": ["touchpoint", "feedback", "ratings", "comments"],
  "properties": {
    "touchpoint": {"type": "string"},
    "feedback": {"type": "integer"},
    "ratings": {"type": "integer"},
    "comments": {"type": "integer"}
  },
  "additionalProperties": false
})";

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> insight_schemas() {
    return {
        {"figure", figure}, {"tally", tally}, {"comparison", comparison}, {"coverage", coverage}
    };
}

}  // namespace styk::http

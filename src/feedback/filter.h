// The one filter vocabulary: the same words in dashboards, inbox, exports, alerts and rules.
//
// A repeated name means or, different names and, a value starting "!" not; an empty value means
// "has none". `from` is included, `to` is not; dates are the firm's days, RFC 3339 instants are
// themselves. Keys and ids both name a record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feedback/directory.h"
#include "record/list_query.h"

namespace styk::feedback {

enum class Criterion {
    touchpoint,
    channel,
    source,
    kind,
    language,
    metric,
    customer,
    lifecycle,
    segment,
    brand,
    location,
    survey,
    survey_kind,
    tag,
    attribute,
    sentiment,
    topic,  // a key, or "key:sentiment" that it is spoken of with
    emotion,
    intent
};

// Records whose value is among `values` (or, negated, is not). Stage, owner and department have
// become touchpoints, a place has become itself and those below it.
struct Clause {
    Criterion criterion;
    std::string attribute;  // of Criterion::attribute: its key
    std::vector<std::string> values;
    bool negated = false;
};

struct Filter {
    std::optional<Instant> from, to;
    std::vector<Clause> clauses;  // all must hold
    std::optional<int> score_min, score_max;
    std::string q;
    std::optional<bool> has_comment, handled;

    [[nodiscard]] bool names(Criterion criterion) const;
};

// Reads the names that belong to the vocabulary and leaves the others to the caller: `unknown` gets
// their names.
[[nodiscard]] Filter read_filter(
    const Directory& directory,
    const record::Parameters& parameters,
    Problems& problems,
    std::vector<std::string>* unknown = nullptr
);

// "2026-11-21" (the first instant of that day for the firm) or RFC 3339.
[[nodiscard]] std::optional<Instant> read_moment(const Directory& directory, std::string_view text);

}  // namespace styk::feedback

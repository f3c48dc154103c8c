#include "http/parameter_doc.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "json/json.h"

namespace styk::http {

namespace {

enum class Shown { text, texts, whole, real, flag };

struct Told {
    std::string_view name;
    Shown as;
    std::string_view about;
};

// `texts`: a repeated name means or, a value starting with ! means not.
constexpr Told filter_parameters[] = {
    {"from", Shown::text, "first day (2026-11-21, the firm's) or instant (RFC 3339); included"},
    {"to", Shown::text, "day or instant; not included"},
    {"touchpoint", Shown::texts, "keys or ids"},
    {"stage", Shown::texts, "keys or ids of stages"},
    {"journey", Shown::texts, "keys or ids: touchpoints on the map of how it is"},
    {"persona", Shown::text, "key or id: customers of its segment"},
    {"department", Shown::texts, "keys or ids: touchpoints that a department takes part in"},
    {"owner", Shown::texts, "ids or e-mail addresses: touchpoints that a person owns"},
    {"channel", Shown::texts, "keys"},
    {"source", Shown::texts, "how it came"},
    {"kind", Shown::texts, "response, complaint, review, note or employee_voice"},
    {"language", Shown::texts, "BCP 47 tags"},
    {"metric", Shown::texts, "keys or ids of metrics"},
    {"score_min", Shown::whole, "lowest rating that counts"},
    {"score_max", Shown::whole, "highest rating that counts"},
    {"customer", Shown::texts, "keys or ids"},
    {"lifecycle", Shown::texts, "where the customer stood with the firm"},
    {"segment", Shown::texts, "segments of customers"},
    {"brand", Shown::texts, "keys or ids"},
    {"location", Shown::texts, "keys or ids; what lies below is included"},
    {"survey", Shown::texts, "keys or ids of surveys"},
    {"survey_kind", Shown::texts, "relationship, after_contact …"},
    {"tag", Shown::texts, "tags of the inbox"},
    {"sentiment", Shown::texts, "of the whole comment: negative, neutral, positive or mixed"},
    {"topic", Shown::texts, "keys; KEY:SENTIMENT of how the comment sounds where it speaks of it"},
    {"emotion", Shown::texts, "keys"},
    {"intent", Shown::texts, "complaint, churn_risk, public_risk, request, question or praise"},
    {"attribute.KEY", Shown::texts, "value of a declared attribute"},
    {"has_comment", Shown::flag, "with or without words"},
    {"handled", Shown::flag, "answered or open in the inbox"},
    {"q", Shown::text, "words to search for"},
};

constexpr Told page_parameters[] = {
    {"limit", Shown::whole, "1 to 500, by default 50"},
    {"cursor", Shown::text, "next_cursor of the page before"},
};

constexpr Told others[] = {
    {"q", Shown::text, "words to search for"},
    {"sort", Shown::text, "a field; - in front for falling"},
    {"purpose", Shown::text, "invitation or reminder"},
    {"kind", Shown::text, "of the survey: relationship, after_contact …"},
    {"format", Shown::text, "csv, pdf or xlsx where the answer can be such a file"},
    {"by", Shown::texts, "groupings, also separated by commas: touchpoint, month, attribute.KEY …"},
    {"period", Shown::text, "day, week, month or quarter"},
    {"claims",
     Shown::whole,
     "such answers read as one page, 1 to 60; what is certain shares the error"},
    {"horizon", Shown::whole, "periods to look ahead"},
    {"series", Shown::text, "key of the series"},
    {"with", Shown::text, "key of the other metric"},
    {"outcome", Shown::text, "METRIC, METRIC@TOUCHPOINT or attribute.KEY=VALUE"},
    {"driver", Shown::texts, "METRIC or METRIC@TOUCHPOINT"},
    {"at", Shown::text, "day of the change"},
    {"versus", Shown::text, "filter of the group that was not changed, as a query string"},
    {"worthwhile", Shown::real, "the least difference that would matter, in the metric's unit"},
    {"lift", Shown::real, "the difference to be seen, in the metric's unit"},
    {"level", Shown::real, "of confidence, 0.5 to 0.999"},
    {"power", Shown::real, "chance to see the difference, 0.5 to 0.999"},
    {"locale", Shown::text, "en, pl or ru: the language it is written in"},
    {"within_days", Shown::whole, "who comes back sooner was not helped; by default the rules'"},
    {"state", Shown::text, "of a response or an invitation"},
    {"version", Shown::whole, "of the survey; by default the newest"},
    {"titles", Shown::text, "the language of titles"},
    {"question", Shown::text, "its name"},
    {"key", Shown::text, "of what the check says"},
    {"size", Shown::whole, "pixels, at least"},
    {"side", Shown::text, "high_score_bad_words or low_score_good_words; by default both"},
    {"count", Shown::whole, "how many, at most"},
    {"coded", Shown::text, "key of the topic that is coded"},
    {"promise", Shown::texts, "keys or ids of promises"},
    {"standard", Shown::texts, "keys or ids of standards"},
    {"types", Shown::texts, "types of events, also separated by commas"},
    {"gap_days", Shown::whole, "a visit is over after so long a pause; by default 30"},
    {"until", Shown::text, "type of the event that visits are for: it ends them"},
    {"response_rate", Shown::real, "share of the invited who answer"},
};

json::Object schema_of(Shown as) {
    switch (as) {
        case Shown::whole:
            return {{"type", "integer"}};
        case Shown::real:
            return {{"type", "number"}};
        case Shown::flag:
            return {{"type", "boolean"}};
        case Shown::texts:
            return {{"type", "array"}, {"items", json::Object{{"type", "string"}}}};
        case Shown::text:
            break;
    }
    return {{"type", "string"}};
}

json::Object parameter(const Told& told) {
    json::Object out{{"name", told.name}, {"in", "query"}, {"schema", schema_of(told.as)}};
    if (!told.about.empty()) {
        out["description"] = told.about;
    }
    return out;
}

void put_all(json::Array& out, const auto& table) {
    for (const Told& told : table) {
        out.push_back(parameter(told));
    }
}

void put_one(json::Array& out, std::string_view name) {
    for (const Told& told : others) {
        if (told.name == name) {
            return out.push_back(parameter(told));
        }
    }
    for (const Told& told : filter_parameters) {
        if (told.name == name) {
            return out.push_back(parameter(told));
        }
    }
    out.push_back(parameter({name, Shown::texts, ""}));
}

}  // namespace

json::Array query_parameters(std::string_view asks) {
    json::Array out;
    for (const std::string_view name : split(asks, ' ')) {
        if (name == "filter") {
            put_all(out, filter_parameters);
        } else if (name == "page") {
            put_all(out, page_parameters);
        } else if (!name.empty()) {
            put_one(out, name);
        }
    }
    return out;
}

}  // namespace styk::http

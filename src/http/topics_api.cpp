#include "http/topics_api.h"

#include <algorithm>

#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/inbox_query.h"
#include "http/query.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "people/roles.h"
#include "story/show_mismatches.h"
#include "story/show_quotes.h"
#include "story/show_topics.h"

namespace styk::http {

namespace {

constexpr std::int64_t usual_quotes = 3, most_quotes = 10;

constexpr std::pair<std::string_view, std::string_view> schemas[] = {
    {"tone_count", "n:integer? share:number?"},
    {"tone_counts", "negative:tone_count neutral:tone_count positive:tone_count mixed:tone_count"},
    {"topic_impact",
     "difference:number? lo:number? hi:number? p:number? p_adjusted:number? test:string "
     "stands:boolean reason:string?"},
    {"topic_rise",
     "before_n:integer? before_share:number? difference:number? lo:number? hi:number? p:number? "
     "p_adjusted:number? stands:boolean direction:string reason:string?"},
    {"topic_row",
     "topic:string name:string n:integer? share:number? lo:number? hi:number? level:number "
     "method:string tier:string reason:string? sentiments:tone_counts with:estimate "
     "without:estimate impact:topic_impact rising:topic_rise"},
    {"topic_period", "from:string to:string"},
    {"topics_map",
     "metric:metric_head before:topic_period after:topic_period q:number n:integer "
     "before_n:integer sentiments:tone_counts rows:[topic_row] left_out:any reason:string?"},
    {"mismatch", "feedback:feedback metric:string value:integer side:string"},
    {"mismatch_counts",
     "high_score_bad_words:integer low_score_good_words:integer high:integer low:integer"},
    {"mismatch_week", "key:string high_score_bad_words:integer low_score_good_words:integer"},
    {"mismatches",
     "items:[mismatch] counts:mismatch_counts series:[mismatch_week] next_cursor:string?"},
    {"quote",
     "id:string occurred_at:string touchpoint:string? language:string? sentiment:string? "
     "quote:string highlights:[text_span] stands_for:integer"},
    {"quotes", "items:[quote] n:integer reason:string?"},
};

const metric::Metric& metric_of(const feedback::Directory& directory, const Call& call) {
    const auto named = parameter(call, "metric");
    const auto* found = named ? directory.metrics.find(*named) : nullptr;
    if (found == nullptr) {
        throw Refusal(
            Code::invalid,
            "Say which metric.",
            {{"metric", named ? "there is no metric " + *named : "is missing"}}
        );
    }
    return *found;
}

json::Object tone_json(std::uint64_t n, std::uint64_t of, bool hidden) {
    if (hidden) {
        return {{"n", nullptr}, {"share", nullptr}};
    }
    return {
        {"n", n},
        {"share",
         of == 0 ? json::Value(nullptr)
                 : json::Value(static_cast<double>(n) / static_cast<double>(of))}
    };
}

json::Object tones_json(const story::ToneCounts& tones, bool hidden = false) {
    const auto n = tones.n();
    return {
        {"negative", tone_json(tones.negative, n, hidden)},
        {"neutral", tone_json(tones.neutral, n, hidden)},
        {"positive", tone_json(tones.positive, n, hidden)},
        {"mixed", tone_json(tones.mixed, n, hidden)}
    };
}

json::Object impact_json(const story::Comparison& row) {
    const auto& test = row.difference;
    return {
        {"difference", number_json(test.value)},
        {"lo", number_json(test.lo)},
        {"hi", number_json(test.hi)},
        {"p", number_json(test.p)},
        {"p_adjusted", number_json(row.p_adjusted)},
        {"test", stats::name(test.test)},
        {"stands", row.stands},
        {"reason", text_or_null(row.reason)}
    };
}

json::Object rising_json(const story::Topics& all, const story::TopicRow& row, bool hidden) {
    const auto& test = row.rise;
    const bool shown = !hidden && test.value;
    const std::string_view direction = !shown || !row.rises ? "steady"
                                       : *test.value > 0    ? "up"
                                                            : "down";
    json::Object out{
        {"before_n", hidden ? json::Value(nullptr) : json::Value(row.before_n)},
        {"before_share",
         hidden || all.before_n == 0
             ? json::Value(nullptr)
             : json::Value(static_cast<double>(row.before_n) / static_cast<double>(all.before_n))},
        {"stands", !hidden && row.rises},
        {"direction", direction},
        {"reason", text_or_null(hidden ? stats::reason::hidden : row.rise_reason)}
    };
    out["difference"] = number_json(hidden ? std::nullopt : test.value);
    out["lo"] = number_json(hidden ? std::nullopt : test.lo);
    out["hi"] = number_json(hidden ? std::nullopt : test.hi);
    out["p"] = number_json(hidden ? std::nullopt : test.p);
    out["p_adjusted"] = number_json(hidden ? std::nullopt : row.rise_p_adjusted);
    return out;
}

std::string name_of_topic(const feedback::Directory& directory, const std::string& key) {
    const auto* topic = directory.topics.find(key);
    return topic == nullptr ? key : topic->name;
}

json::Object row_json(
    const story::Topics& all, const story::TopicRow& row, const feedback::Directory& directory
) {
    const bool hidden = row.share.tier == stats::Tier::hidden;
    json::Object out{{"topic", row.topic}, {"name", name_of_topic(directory, row.topic)}};
    put_estimate(out, row.share);
    const auto share = out["value"];
    out.erase("value");
    out["share"] = share;
    out["n"] = hidden ? json::Value(nullptr) : json::Value(row.n);
    out["sentiments"] = tones_json(row.sentiments, hidden);
    out["with"] = estimate_json(row.impact.one.estimate);
    out["without"] = estimate_json(row.impact.other.estimate);
    out["impact"] = impact_json(row.impact);
    out["rising"] = rising_json(all, row, hidden);
    return out;
}

Answer topics(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto& metric = metric_of(*directory, call);
    const auto question = insight::read_question(*directory, call.parameters());
    if (question.metrics.size() != 1) {
        throw Refusal(Code::invalid, "Ask for one metric at a time.", {{"metric", "must be one"}});
    }
    const auto found = story::show_topics(house.engine, *directory, call.actor, question, call.at);
    json::Array rows;
    for (const auto& row : found.rows) {
        rows.push_back(row_json(found, row, *directory));
    }
    const auto period = [](Instant from, Instant to) {
        return json::Object{{"from", to_rfc3339(from)}, {"to", to_rfc3339(to)}};
    };
    return json_answer(
        200,
        json::Object{
            {"metric", metric_json(metric)},
            {"before", period(found.period.before_from, found.period.from)},
            {"after", period(found.period.from, found.period.to)},
            {"q", story::false_discovery_rate},
            {"n", found.n},
            {"before_n", found.before_n},
            {"sentiments", tones_json(found.sentiments)},
            {"rows", std::move(rows)},
            {"left_out", left_out_json(found.left_out)},
            {"reason", text_or_null(found.n == 0 ? stats::reason::no_answers : "")}
        }
    );
}

std::optional<story::MismatchSide> side_of(const Call& call) {
    const auto named = parameter(call, "side");
    if (!named) {
        return {};
    }
    const auto& all = story::mismatch_sides;
    const auto found = std::find(all.begin(), all.end(), *named);
    if (found == all.end()) {
        throw Refusal(
            Code::invalid,
            "There is no such side.",
            {{"side", "must be high_score_bad_words or low_score_good_words"}}
        );
    }
    return static_cast<story::MismatchSide>(found - all.begin());
}

json::Object mismatch_json(
    const story::Mismatch& one, const std::string& metric, const people::Actor& actor
) {
    return {
        {"feedback", feedback_json(one.feedback, actor, false)},
        {"metric", metric},
        {"value", one.value},
        {"side", story::mismatch_sides.at(static_cast<std::size_t>(one.side))}
    };
}

Answer mismatches(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto& metric = metric_of(*directory, call);
    auto asked = read_inbox_query(house, call, {"metric", "side"});
    const auto found = story::show_mismatches(
        house.database,
        house.engine,
        *directory,
        {metric.key, std::move(asked.filter), side_of(call), asked.order}
    );
    json::Array items, series;
    for (const auto& one : found.items) {
        items.push_back(mismatch_json(one, metric.key, call.actor));
    }
    for (const auto& [week, counts] : found.weeks) {
        series.push_back(json::Object{
            {"key", week},
            {story::mismatch_sides[0], counts[0]},
            {story::mismatch_sides[1], counts[1]}
        });
    }
    return json_answer(
        200,
        json::Object{
            {"items", std::move(items)},
            {"counts",
             json::Object{
                 {story::mismatch_sides[0], found.found[0]},
                 {story::mismatch_sides[1], found.found[1]},
                 {"high", found.rated[0]},
                 {"low", found.rated[1]}
             }},
            {"series", std::move(series)},
            {"next_cursor",
             found.next_cursor ? json::Value(*found.next_cursor) : json::Value(nullptr)}
        }
    );
}

json::Object quote_json(const story::Quote& one) {
    json::Array highlights;
    for (const auto& span : one.highlights) {
        highlights.push_back(json::Object{{"from", span.from}, {"to", span.to}});
    }
    return {
        {"id", one.feedback.id.text()},
        {"occurred_at", to_rfc3339(one.feedback.occurred_at)},
        {"touchpoint", text_or_null(one.feedback.touchpoint)},
        {"language", text_or_null(one.feedback.language)},
        {"sentiment", text_or_null(one.feedback.reading->sentiment)},
        {"quote", one.text},
        {"highlights", std::move(highlights)},
        {"stands_for", one.stands_for}
    };
}

Answer quotes(House& house, const Call& call) {
    const auto asked = read_inbox_query(house, call, {"count"});
    const auto count = whole_parameter(call, "count", usual_quotes, 1, most_quotes);
    const auto found =
        story::show_quotes(house.database, asked.filter, static_cast<std::size_t>(count));
    json::Array items;
    for (const auto& one : found.items) {
        items.push_back(quote_json(one));
    }
    return json_answer(
        200,
        json::Object{
            {"items", std::move(items)},
            {"n", found.n},
            {"reason", text_or_null(found.n == 0 ? stats::reason::no_answers : "")}
        }
    );
}

}  // namespace

void add_topics_routes(Router& router, House& house) {
    for (const auto& [name, words] : schemas) {
        router.add_schema(name, schema_of_words(words));
    }
    add_figure_routes(
        router,
        house,
        {{"/api/v1/text/topics",
          topics,
          {.summary =
               "What people write about: volume, sentiment, what goes with the score, what rises",
           .gives = "topics_map",
           .asks = "filter"}}}
    );
    router.add(
        net::Method::get,
        "/api/v1/text/mismatches",
        only(people::may::read_feedback),
        with(house, mismatches),
        {.summary = "Where score and words contradict each other",
         .gives = "mismatches",
         .asks = "filter page side"}
    );
    router.add(
        net::Method::get,
        "/api/v1/text/quotes",
        only(people::may::read_feedback),
        with(house, quotes),
        {.summary = "A few comments that stand for many, masked",
         .gives = "quotes",
         .asks = "filter count"}
    );
}

}  // namespace styk::http

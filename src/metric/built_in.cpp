// The metrics every database has. Their sets decide every score, so they are written out and never
// computed.
#include "metric/metric.h"

namespace styk::metric {

namespace {

using Ratings = std::vector<std::int64_t>;

struct BuiltIn {
    const char* key;
    const char* name;
    const char* question;
    Kind kind;
    std::int64_t min, max;
    Ratings positive{}, negative{};
    std::vector<std::string> items{};
};

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a list
std::vector<Metric> built_in_metrics() {
    const Ratings to_six{0, 1, 2, 3, 4, 5, 6};
    const BuiltIn all[] = {
        {"nps",
         "NPS",
         "How likely are you to recommend us to a friend or colleague?",
         Kind::net,
         0,
         10,
         {9, 10},
         to_six},
        {"wr",
         "Recommendation index (WR)",
         "Would you recommend us to people you know?",
         Kind::net,
         1,
         10,
         {9, 10},
         {1, 2, 3, 4, 5, 6}},
        {"csat", "Satisfaction", "How satisfied are you?", Kind::box, 1, 5, {4, 5}, {1, 2}},
        {"ces",
         "Effort",
         "How much do you agree: they made it easy for me to settle my matter?",
         Kind::mean,
         1,
         7,
         {5, 6, 7},
         {1, 2, 3}},
        {"acsi_overall",
         "ACSI-style: overall",
         "How satisfied are you with everything you have lived with us?",
         Kind::mean,
         1,
         10},
        {"acsi_expected",
         "ACSI-style: against what was expected",
         "How far did we meet what you expected?",
         Kind::mean,
         1,
         10},
        {"acsi_ideal",
         "ACSI-style: against the ideal",
         "Picture the ideal firm of our kind: how close do we come?",
         Kind::mean,
         1,
         10},
        {"acsi",
         "ACSI-style index",
         nullptr,
         Kind::index,
         3,
         30,
         {},
         {},
         {"acsi_overall", "acsi_expected", "acsi_ideal"}},
        {"enps",
         "eNPS",
         "How likely are you to recommend us as a place to work?",
         Kind::net,
         0,
         10,
         {9, 10},
         to_six},
    };
    std::vector<Metric> metrics;
    for (const BuiltIn& one : all) {
        Metric& metric = metrics.emplace_back();
        metric.key = one.key;
        metric.name = one.name;
        metric.question =
            one.question == nullptr ? std::nullopt : std::optional<std::string>(one.question);
        metric.kind = one.kind;
        metric.min = one.min;
        metric.max = one.max;
        metric.positive = one.positive;
        metric.negative = one.negative;
        metric.items = one.items;
        metric.built_in = true;
    }
    return metrics;
}

}  // namespace styk::metric

#include "http/live_asked.h"

#include <algorithm>
#include <fmt/format.h>

#include "http/query.h"
#include "insight/stored_question.h"

namespace styk::http {

namespace {

constexpr std::int64_t usual_voices = 3, most_voices = 10;

bool is_own_name(const std::string& name) {
    constexpr std::string_view own[] = {"metric", "outcome", "by", "voices", "topics", "promises"};
    return std::find(std::begin(own), std::end(own), name) != std::end(own);
}

void read_own(
    const feedback::Directory& directory,
    const std::string& name,
    const std::string& value,
    story::StepsAsked& asked,
    Problems& problems
) {
    if (name == "metric") {
        const auto* metric = directory.metrics.find(value);
        if (metric == nullptr) {
            problems.push_back({"metric", fmt::format("there is no metric {}", value)});
        } else {
            asked.metric = metric->key;
        }
    } else if (name == "outcome") {
        if (auto outcome = insight::read_outcome(directory, name, value)) {
            asked.outcome = *std::move(outcome);
        } else {
            problems.push_back(outcome.error());
        }
    } else if (name == "by") {
        if (value == "touchpoint" || value == "channel" || !insight::is_group(directory, value)) {
            problems.push_back({"by", fmt::format("steps cannot be divided by {}", value)});
        }
        asked.by = value;
    }
}

}  // namespace

LiveAsked live_asked(const feedback::Directory& directory, const Call& call) {
    LiveAsked out;
    Problems problems;
    record::Parameters rest;
    for (const auto& [name, value] : call.parameters()) {
        if (is_own_name(name)) {
            read_own(directory, name, value, out.question, problems);
        } else {
            rest.emplace_back(name, value);
        }
    }
    out.question.filter = feedback::read_filter(directory, rest, problems);
    refuse_if(std::move(problems));
    out.voices =
        static_cast<std::size_t>(whole_parameter(call, "voices", usual_voices, 0, most_voices));
    out.topics = parameter(call, "topics") != "false";
    out.promises = parameter(call, "promises") != "false";
    return out;
}

}  // namespace styk::http

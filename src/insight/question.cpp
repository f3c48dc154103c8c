#include "insight/question.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "insight/period.h"

namespace styk::insight {

namespace {

constexpr std::array<std::string_view, 26> groupings{
    "touchpoint",  "stage",           "department", "owner",   "channel",   "source",  "kind",
    "language",    "location",        "region",     "brand",   "lifecycle", "segment", "survey",
    "survey_kind", "sentiment",       "topic",      "emotion", "intent",    "day",     "week",
    "month",       "topic_sentiment", "quarter",    "year",    "hour"
};

class QuestionReader {
public:
    QuestionReader(const feedback::Directory& directory, Problems& problems)
        : directory_(directory), problems_(problems) {}

    void metrics(const std::string& text) {
        for (const std::string_view name : split(text, ',')) {
            const auto* found = directory_.metrics.find(name);
            if (found == nullptr) {
                problems_.push_back({"metric", fmt::format("there is no metric {}", name)});
            } else {
                question.metrics.push_back(found->key);
            }
        }
    }

    void by(const std::string& text) {
        for (const std::string_view name : split(text, ',')) {
            if (name.empty() || name == "metric") {  // rows carry their metric anyway
                continue;
            }
            if (!is_grouping(directory_, name)) {
                problems_.push_back({"by", fmt::format("cannot group by {}", name)});
            } else if (std::find(question.by.begin(), question.by.end(), name) !=
                       question.by.end()) {
                problems_.push_back({"by", fmt::format("names {} twice", name)});
            } else if (is_of_many(name) && std::ranges::any_of(question.by, is_of_many)) {
                problems_.push_back(
                    {"by",
                     "may name one of topic, emotion and intent: a feedback has several of each"}
                );
            } else {
                question.by.emplace_back(name);
            }
        }
    }

    Question question;

private:
    const feedback::Directory& directory_;
    Problems& problems_;
};

// Scores on different scales are never one series: NPS and WR least of all.
void check_series(
    const feedback::Directory& directory, const Question& question, Problems& problems
) {
    const bool along_time =
        std::any_of(question.by.begin(), question.by.end(), [](const GroupBy& by) {
            return period_of(by).has_value();
        });
    if (!along_time || question.metrics.size() < 2) {
        return;
    }
    const auto* first = directory.metrics.find(question.metrics.front());
    for (const std::string& key : question.metrics) {
        const auto* one = directory.metrics.find(key);
        if (one->kind != first->kind || one->min != first->min || one->max != first->max) {
            problems.push_back(
                {"metric",
                 fmt::format(
                     "{} and {} are on different scales and never one series: ask for each alone",
                     first->key,
                     one->key
                 )}
            );
            return;
        }
    }
}

}  // namespace

bool is_of_many(std::string_view name) {
    return name == "topic" || name == "topic_sentiment" || name == "emotion" || name == "intent";
}

bool is_grouping(const feedback::Directory& directory, std::string_view name) {
    constexpr std::string_view attribute = "attribute.";
    if (name.starts_with(attribute)) {
        return directory.attributes.find(name.substr(attribute.size())) != nullptr;
    }
    return std::find(groupings.begin(), groupings.end(), name) != groupings.end();
}

Question read_question(
    const feedback::Directory& directory,
    const record::Parameters& parameters,
    const std::vector<std::string_view>& also
) {
    Problems problems;
    QuestionReader reader(directory, problems);
    record::Parameters rest;
    for (const auto& [name, value] : parameters) {
        if (name == "metric") {
            reader.metrics(value);
        } else if (name == "by") {
            reader.by(value);
        } else if (std::find(also.begin(), also.end(), name) == also.end()) {
            rest.emplace_back(name, value);
        }
    }
    if (reader.question.metrics.empty() && problems.empty()) {
        problems.push_back({"metric", "is missing"});
    }
    if (reader.question.by.size() > most_groupings) {
        problems.push_back({"by", fmt::format("may name at most {}", most_groupings)});
    }
    check_series(directory, reader.question, problems);
    reader.question.filter = feedback::read_filter(directory, rest, problems);
    refuse_if(std::move(problems));
    return std::move(reader.question);
}

}  // namespace styk::insight

#include "insight/question.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"

namespace styk::insight {

namespace {

constexpr std::array<std::string_view, 19> groupings{
    "touchpoint",
    "stage",
    "department",
    "owner",
    "channel",
    "source",
    "kind",
    "language",
    "location",
    "region",
    "brand",
    "lifecycle",
    "segment",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "hour"
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

}  // namespace

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
    reader.question.filter = feedback::read_filter(directory, rest, problems);
    refuse_if(std::move(problems));
    return std::move(reader.question);
}

}  // namespace styk::insight

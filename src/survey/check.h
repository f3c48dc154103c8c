// What is worth saying before a survey goes out. Errors stop it; warnings may be dismissed with a
// reason; hints only inform. Each has a stable key, and words of its own in the console.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "survey/definition.h"
#include "survey/survey.h"

namespace styk::survey {

BOOST_DEFINE_ENUM_CLASS(Level, error, warning, hint)

struct Finding {
    std::string key;  // "metric_without_open_question"
    Level level = Level::warning;
    std::string pointer;   // into the definition
    std::string question;  // its name; empty: of the whole
    std::string language;  // of a missing translation
    std::vector<std::pair<std::string, std::string>>
        values;           // what the words need: {"minutes", "7"}
    std::string message;  // English
};

// The scale that a metric has, so that the questions that feed it can be held against it.
struct Scale {
    int min = 0, max = 0;
    bool index = false;  // computed from others: nothing can be asked for it
};

// What of the firm the check needs to know.
struct Surroundings {
    std::unordered_map<std::string, Scale> metrics;  // by key
    std::vector<std::string> touchpoints;            // keys
    std::vector<std::string> promises;
    bool knows_promises = false;              // false: the firm keeps none yet, so none is wrong
    std::vector<std::string> not_feasible{};  // touchpoints whose designed experience is not
};

[[nodiscard]] std::vector<Finding> check_before_publishing(
    const Survey& survey, const Definition& definition, const Surroundings& firm
);

// How long an average person takes, by the kinds of questions: seven words read a second at best, a
// tap, a line, a paragraph. Half of what may be skipped by conditions is counted.
[[nodiscard]] double minutes_to_answer(const Definition& definition);

// How many questions ask something.
[[nodiscard]] int count_asking(const Definition& definition);

}  // namespace styk::survey

#include "survey/check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/check_collector.h"
#include "survey/words.h"

namespace styk::survey {

namespace {

constexpr double long_survey_minutes = 5;
constexpr double letters_a_second = 25;

bool is_rated(const Question& question) {
    return question.type == Type::rating || question.type == Type::importance ||
           question.type == Type::matrix;
}

class Inspector : private Collector {
public:
    Inspector(
        const Survey& survey,
        const Definition& definition,
        const Surroundings& firm,
        std::vector<Finding>& out
    )
        : Collector(out), survey_(survey), definition_(definition), firm_(firm) {}

    void run() {
        whole();
        for (const Question& one : definition_.questions) {
            bindings(one);
        }
        open_questions();
        translations();
        twice();
    }

private:
    void whole() {
        if (count_asking(definition_) == 0) {
            add("no_questions", Level::error, "/pages", "nothing is asked");
        }
        const double minutes = minutes_to_answer(definition_);
        if (minutes > long_survey_minutes) {
            const std::string rounded = fmt::format("{:.0f}", std::ceil(minutes));
            add("too_long",
                Level::warning,
                "",
                fmt::format("takes about {} minutes; beyond five many leave", rounded),
                {{"minutes", rounded}});
        }
        if (!survey_.decision && !survey_.reader_id) {
            add("nobody_uses_it",
                Level::warning,
                "",
                "nobody is named who reads the answers, and no decision that they feed");
        }
        for (const std::string& one : survey_.languages) {
            if (!is_page_language(one)) {
                add("page_words_in_english",
                    Level::hint,
                    "",
                    "buttons and messages are in English in this language")
                    .language = one;
            }
        }
        for (const Problem& one : definition_.unknown) {
            add("not_understood", Level::hint, one.pointer, one.message);
        }
    }

    void touchpoint(const Question& question, const std::string& key, std::string_view member) {
        const auto& known = firm_.touchpoints;
        if (!key.empty() && std::find(known.begin(), known.end(), key) == known.end()) {
            add("unknown_touchpoint",
                Level::error,
                question,
                member,
                fmt::format("there is no touchpoint {}", key),
                {{"key", key}});
        }
    }

    void promise(const Question& question, const std::string& key, std::string_view member) {
        const auto& known = firm_.promises;
        if (!key.empty() && firm_.knows_promises &&
            std::find(known.begin(), known.end(), key) == known.end()) {
            add("unknown_promise",
                Level::error,
                question,
                member,
                fmt::format("there is no promise {}", key),
                {{"key", key}});
        }
    }

    // S97: asking raises hopes that the firm knows it cannot keep.
    void feasible(const Question& question, const std::string& key, std::string_view member) {
        const auto& known = firm_.not_feasible;
        if (!key.empty() && std::find(known.begin(), known.end(), key) != known.end()) {
            add("experience_not_feasible",
                Level::warning,
                question,
                member,
                fmt::format("what is designed for {} is marked as not feasible", key),
                {{"key", key}});
        }
    }

    void bindings(const Question& question) {
        touchpoint(question, question.touchpoint, "/touchpoint");
        feasible(question, question.touchpoint, "/touchpoint");
        promise(question, question.promise, "/promise");
        for (std::size_t i = 0; i < question.rows.size(); ++i) {
            touchpoint(
                question, question.rows[i].touchpoint, fmt::format("/rows/{}/touchpoint", i)
            );
            promise(question, question.rows[i].promise, fmt::format("/rows/{}/promise", i));
            feasible(question, question.rows[i].touchpoint, fmt::format("/rows/{}/touchpoint", i));
        }
        if (!question.metric.empty()) {
            metric(question);
        }
    }

    void metric(const Question& question) {
        const auto found = firm_.metrics.find(question.metric);
        if (found == firm_.metrics.end()) {
            add("unknown_metric",
                Level::error,
                question,
                "/metric",
                fmt::format("there is no metric {}", question.metric),
                {{"key", question.metric}});
        } else if (!is_rated(question) || found->second.index) {
            add("metric_cannot_be_asked",
                Level::error,
                question,
                "/metric",
                "a metric is rated by a rating, an importance pair or a table of numbers",
                {{"key", question.metric}});
        } else if (!fits(question, found->second)) {
            const auto& scale = found->second;
            add("scale_differs_from_metric",
                Level::error,
                question,
                "/metric",
                fmt::format(
                    "the metric {} is rated from {} to {}", question.metric, scale.min, scale.max
                ),
                {{"key", question.metric},
                 {"min", std::to_string(scale.min)},
                 {"max", std::to_string(scale.max)}});
        }
    }

    static bool fits(const Question& question, const Scale& scale) {
        if (question.type != Type::matrix) {
            return question.low == scale.min && question.high == scale.max;
        }
        return std::all_of(
            question.columns.begin(),
            question.columns.end(),
            [&](const Choice& one) {
                const auto* number = one.value.as<double>();
                return one.key == not_applicable_key ||
                       (number != nullptr && std::floor(*number) == *number &&
                        *number >= scale.min && *number <= scale.max);
            }
        );
    }

    // S24: a score without words tells what, never why.
    void open_questions() {
        const auto& all = definition_.questions;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].metric.empty()) {
                continue;
            }
            const bool follows = std::any_of(
                all.begin() + static_cast<std::ptrdiff_t>(i),
                all.end(),
                [](const Question& one) { return one.is_open(); }
            );
            if (!follows) {
                add("metric_without_open_question",
                    Level::warning,
                    all[i],
                    "",
                    "no open question after it asks why");
            }
        }
    }

    void translations() {
        for (const PlacedText& placed : texts_of(definition_)) {
            for (const std::string& language : survey_.languages) {
                const bool own = language == definition_.language;
                if (!placed.text->has(own ? "" : language)) {
                    Finding& made =
                        add("missing_translation",
                            Level::warning,
                            placed.pointer,
                            "is not written in this language");
                    made.language = language;
                    made.question = placed.question == nullptr ? "" : placed.question->name;
                }
            }
        }
    }

    // Two questions of one metric at one touchpoint: only the first would count.
    void twice() {
        std::vector<std::string> seen;
        const auto note = [&](const Question& question, const std::string& at) {
            const std::string pair = question.metric + "@" + at;
            if (std::find(seen.begin(), seen.end(), pair) != seen.end()) {
                add("metric_rated_twice",
                    Level::warning,
                    question,
                    "/metric",
                    "the same metric is rated before at the same touchpoint: only the first counts",
                    {{"key", question.metric}});
            }
            seen.push_back(pair);
        };
        for (const Question& one : definition_.questions) {
            if (one.metric.empty()) {
                continue;
            }
            if (one.rows.empty()) {
                note(one, one.touchpoint);
            }
            for (const Choice& row : one.rows) {
                note(one, row.touchpoint.empty() ? one.touchpoint : row.touchpoint);
            }
        }
    }

    const Survey& survey_;
    const Definition& definition_;
    const Surroundings& firm_;
};

double seconds_of(const Question& question, std::string_view language) {
    double letters = static_cast<double>(count_code_points(question.title.in(language)));
    for (const auto* list : {&question.choices, &question.rows, &question.columns}) {
        for (const Choice& one : *list) {
            letters += static_cast<double>(count_code_points(one.title.in(language)));
        }
    }
    const double reading = letters / letters_a_second;
    const auto rows = static_cast<double>(question.rows.size());
    const auto choices = static_cast<double>(question.choices.size());
    switch (question.type) {
        case Type::matrix:
            return reading + 3 * rows;
        case Type::importance:
            return reading + 6 * rows;
        case Type::ranking:
            return reading + 4 * choices;
        case Type::best_worst:
            return reading + 8;
        case Type::multiple:
            return reading + 4;
        case Type::long_text:
            return reading + 25;
        case Type::text:
            return reading + 8;
        case Type::contact:
            return reading + 8 * static_cast<double>(question.parts.size());
        case Type::statement:
            return reading;
        default:
            return reading + 3;
    }
}

}  // namespace

std::vector<Finding> check_before_publishing(
    const Survey& survey, const Definition& definition, const Surroundings& firm
) {
    std::vector<Finding> out;
    Inspector(survey, definition, firm, out).run();
    check_logic(survey, definition, out);
    check_wording(survey, definition, out);
    return out;
}

double minutes_to_answer(const Definition& definition) {
    double seconds = 0;
    for (const Question& one : definition.questions) {
        const bool maybe =
            !one.visible_if.empty() || definition.pages[one.page].visible_if.is_set();
        seconds += seconds_of(one, "") * (maybe ? 0.5 : 1);
    }
    return seconds / 60;
}

int count_asking(const Definition& definition) {
    return static_cast<int>(std::count_if(
        definition.questions.begin(),
        definition.questions.end(),
        [](const Question& one) { return one.asks(); }
    ));
}

}  // namespace styk::survey

#include "survey/check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/check_words.h"
#include "survey/piping.h"
#include "survey/words.h"

namespace styk::survey {

namespace {

constexpr double long_survey_minutes = 5;
constexpr std::size_t many_choices = 12;
constexpr double letters_a_second = 25;

bool is_rated(const Question& question) {
    return question.type == Type::rating || question.type == Type::importance ||
           question.type == Type::matrix;
}

class Inspector {
public:
    Inspector(const Survey& survey, const Definition& definition, const Surroundings& firm)
        : survey_(survey), definition_(definition), firm_(firm) {}

    std::vector<Finding> findings() {
        whole();
        for (const Question& one : definition_.questions) {
            bindings(one);
            conditions(one);
            wording(one);
            habits(one);
        }
        triggers();
        open_questions();
        unreachable();
        translations();
        twice();
        return std::move(out_);
    }

private:
    using Values = std::vector<std::pair<std::string, std::string>>;

    Finding& add(
        std::string_view key,
        Level level,
        std::string pointer,
        std::string message,
        Values values = {}
    ) {
        return out_.emplace_back(Finding{
            std::string(key),
            level,
            std::move(pointer),
            {},
            {},
            std::move(values),
            std::move(message)
        });
    }

    Finding& add(
        std::string_view key,
        Level level,
        const Question& question,
        std::string_view member,
        std::string message,
        Values values = {}
    ) {
        Finding& made =
            add(key,
                level,
                question.pointer + std::string(member),
                std::move(message),
                std::move(values));
        made.question = question.name;
        return made;
    }

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

    void bindings(const Question& question) {
        touchpoint(question, question.touchpoint, "/touchpoint");
        promise(question, question.promise, "/promise");
        for (std::size_t i = 0; i < question.rows.size(); ++i) {
            touchpoint(
                question, question.rows[i].touchpoint, fmt::format("/rows/{}/touchpoint", i)
            );
            promise(question, question.rows[i].promise, fmt::format("/rows/{}/promise", i));
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

    // Every variable must be a question that was asked before, or a hidden field.
    void names(
        const Expression& expression,
        std::size_t page,
        std::size_t place,
        const Question* of,
        const std::string& pointer
    ) {
        for (const std::string& name : expression.variables()) {
            const Question* named = question_named(definition_, name);
            const auto report = [&](std::string_view key, std::string message) {
                Finding& made =
                    add(key, Level::error, pointer, std::move(message), {{"name", name}});
                made.question = of == nullptr ? "" : of->name;
            };
            if (named == nullptr && !is_hidden(definition_, name)) {
                report("unknown_question_named", fmt::format("there is no question {}", name));
            } else if (named != nullptr &&
                       (named->page > page ||
                        static_cast<std::size_t>(named - definition_.questions.data()) >= place)) {
                report("question_named_before_asked", fmt::format("{} is asked later", name));
            }
        }
    }

    void conditions(const Question& question) {
        const auto place = static_cast<std::size_t>(&question - definition_.questions.data());
        for (const Expression& one : question.visible_if) {
            names(one, question.page, place, &question, question.pointer + "/visibleIf");
        }
        names(
            question.required_if, question.page, place, &question, question.pointer + "/requiredIf"
        );
        for (const auto* list : {&question.choices, &question.rows, &question.columns}) {
            for (const Choice& one : *list) {
                names(
                    one.visible_if, question.page, place, &question, question.pointer + "/choices"
                );
            }
        }
        for (const std::string& name : piped_names(question.title.in(survey_.language))) {
            const Question* named = definition_.find(name);
            if (named != nullptr && named >= &question) {
                add("question_piped_before_asked",
                    Level::warning,
                    question,
                    "/title",
                    fmt::format("{} is asked later, so nothing will stand there", name),
                    {{"name", name}});
            }
        }
    }

    void triggers() {
        for (const Trigger& one : definition_.triggers) {
            names(
                one.when,
                definition_.pages.size(),
                definition_.questions.size(),
                nullptr,
                one.pointer + "/expression"
            );
            const Question* target = definition_.find(one.go_to);
            if (!one.completes && target != nullptr && target->page <= one.page) {
                add("skips_backwards",
                    Level::error,
                    one.pointer + "/gotoName",
                    "a survey only goes forward: the question stands on the same page or before",
                    {{"name", one.go_to}});
            }
        }
        for (std::size_t i = 0; i < definition_.pages.size(); ++i) {
            const Page& page = definition_.pages[i];
            names(page.visible_if, i, page.first, nullptr, fmt::format("/pages/{}/visibleIf", i));
        }
    }

    void wording(const Question& question) {
        for (const std::string& language : survey_.languages) {
            const std::string& title =
                question.title.in(language == survey_.language ? "" : language);
            if (language != survey_.language && !question.title.has(language)) {
                continue;
            }
            if (const auto words = leading_words(title, language)) {
                add("leading_words",
                    Level::warning,
                    question,
                    "/title",
                    fmt::format("\"{}\" tells people what to answer", *words),
                    {{"words", *words}}
                ).language = language;
            }
            const bool rated = question.type == Type::rating || question.type == Type::yes_no;
            if (const auto words = rated ? double_question(title, language) : std::nullopt) {
                add("double_question",
                    Level::warning,
                    question,
                    "/title",
                    fmt::format("\"{}\" asks two things at once", *words),
                    {{"words", *words}}
                ).language = language;
            }
        }
    }

    void habits(const Question& question) {
        if (question.required && question.is_open()) {
            add("required_text",
                Level::warning,
                question,
                "/isRequired",
                "people who must write leave, or write anything");
        }
        if (question.type == Type::single && question.choices.size() > many_choices) {
            add("many_choices",
                Level::warning,
                question,
                "/choices",
                "so many choices are easier to find in a drop-down list",
                {{"number", std::to_string(question.choices.size())}});
        }
        if (question.type == Type::contact && survey_.mode == Mode::anonymous) {
            add("contact_asked_in_anonymous",
                Level::warning,
                question,
                "/type",
                "an anonymous survey that asks for a name is not anonymous");
        }
        if (question.type == Type::consent && question.title.empty()) {
            add("no_consent_text", Level::error, question, "/title", "says nothing to agree to");
        } else if (question.title.empty()) {
            add("no_title", Level::error, question, "/title", "has no words");
        }
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

    // What no answer whatever can lead to: conditions that are constant and false, and pages that
    // an ending without condition cuts off.
    void unreachable() {
        for (const Question& question : definition_.questions) {
            const Page& page = definition_.pages[question.page];
            const bool never = std::any_of(
                                   question.visible_if.begin(),
                                   question.visible_if.end(),
                                   [&](const Expression& one) { return never_holds(one); }
                               ) ||
                               never_holds(page.visible_if) || cut_off(question.page);
            if (never) {
                add("unreachable_question",
                    Level::warning,
                    question,
                    "/visibleIf",
                    "is never shown, whatever is answered");
            }
        }
    }

    [[nodiscard]] bool cut_off(std::size_t page) const {
        return std::any_of(
            definition_.triggers.begin(),
            definition_.triggers.end(),
            [&](const Trigger& one) {
                const bool always = one.when.variables().empty() && one.when.holds({});
                const Question* target = definition_.find(one.go_to);
                const std::size_t next =
                    one.completes || target == nullptr ? definition_.pages.size() : target->page;
                return always && page > one.page && page < next;
            }
        );
    }

    // Tried with every answer that the one named question can have; conditions over several are
    // believed.
    [[nodiscard]] bool never_holds(const Expression& expression) const {
        const auto variables = expression.variables();
        if (variables.empty()) {
            return !expression.holds({});
        }
        const Question* named = variables.size() == 1 ? definition_.find(variables[0]) : nullptr;
        const auto answers = named == nullptr ? List() : answers_of(*named);
        return !answers.empty() &&
               std::none_of(answers.begin(), answers.end(), [&](const Value& one) {
                   const Map map = one.is_none() ? Map() : Map{{named->name, one}};
                   return expression.holds({&map, nullptr, 0});
               });
    }

    // Nothing, and each single answer; empty when they cannot be listed.
    static List answers_of(const Question& question) {
        List all{Value()};
        if (question.type == Type::rating) {
            for (int score = question.low; score <= question.high; ++score) {
                all.emplace_back(score);
            }
            all.emplace_back(not_applicable_key);
        } else if (question.type == Type::yes_no || question.type == Type::consent) {
            all.emplace_back(true);
            all.emplace_back(false);
        } else if (question.type == Type::single || question.type == Type::dropdown) {
            for (const Choice& one : question.choices) {
                all.push_back(one.value);
            }
            all.emplace_back(other_key);
            all.emplace_back(none_key);
        } else {
            all.clear();
        }
        return all;
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
    std::vector<Finding> out_;
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
    return Inspector(survey, definition, firm).findings();
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

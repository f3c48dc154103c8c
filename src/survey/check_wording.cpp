#include <algorithm>
#include <fmt/format.h>

#include "survey/check_collector.h"
#include "survey/check_words.h"

namespace styk::survey {

namespace {

constexpr std::size_t many_choices = 12;

// How questions are put.
class Wording : private Collector {
public:
    Wording(const Survey& survey, const Definition& definition, std::vector<Finding>& out)
        : Collector(out), survey_(survey), definition_(definition) {}

    void run() {
        for (const Question& one : definition_.questions) {
            wording(one);
            habits(one);
        }
    }

private:
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

    const Survey& survey_;
    const Definition& definition_;
};

}  // namespace

void check_wording(const Survey& survey, const Definition& definition, std::vector<Finding>& out) {
    Wording(survey, definition, out).run();
}

}  // namespace styk::survey

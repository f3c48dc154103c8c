#include "story/list_open_answers.h"

#include "base/text.h"
#include "story/show_results.h"
#include "survey/lot.h"

namespace styk::story {

namespace {

using survey::Response;
using survey::ResponseState;
using survey::Value;

// What was written in one response: the answer itself where words were asked for, and own words.
std::vector<std::string> words_in(
    const Response& response, const std::string& question, bool asks_words
) {
    std::vector<std::string> out;
    const auto add = [&](const std::string& name) {
        const Value* value = survey::find(response.answers, name);
        const auto* text = value == nullptr ? nullptr : value->as<std::string>();
        if (text != nullptr && !trim(*text).empty()) {
            out.push_back(*text);
        }
    };
    if (asks_words) {
        add(question);
    }
    add(question + std::string(survey::own_words_suffix));
    return out;
}

void add_words(OpenAnswers& out, const Response& of, std::vector<std::string> texts) {
    const auto feedback = of.feedback_id ? std::optional(of.feedback_id->text()) : std::nullopt;
    for (std::string& text : texts) {
        out.items.push_back(
            {of.seq, of.id.text(), feedback, of.started_at, of.language, std::move(text)}
        );
    }
}

}  // namespace

OpenAnswers list_open_answers(
    const Intake& intake,
    const survey::Survey& survey,
    const std::string& question,
    survey::ResponseQuery query
) {
    OpenAnswers out;
    const auto limit = static_cast<std::size_t>(query.limit);
    const auto limits = limits_of(*intake.catalogue.directory(), survey);
    const auto definition = intake.catalogue.definition(survey.id, survey.version);
    const auto* asked = definition ? definition->find(question) : nullptr;
    if (asked == nullptr) {
        throw Refusal(Code::not_found, "There is no such question.");
    }
    constexpr int at_once = 500;
    intake.database.read([&](db::Reader& reader) {
        const auto counts = survey::count_responses(reader, survey.id);
        out.hidden = counts.complete < static_cast<std::int64_t>(limits.anonymous_below);
        query.filter.state = ResponseState::complete;
        query.filter.in_lots = survey::goes_in_lots(survey);
        query.limit = at_once;
        bool more = !out.hidden;
        while (more && out.items.size() <= limit) {
            const auto some = survey::list_responses(reader, survey.id, query);
            more = some.size() > at_once;
            for (const Response& one : some) {
                add_words(out, one, words_in(one, question, asked->is_open()));
                query.before = one.seq;
            }
        }
    });
    if (out.items.size() > limit) {
        out.items.resize(limit);
        out.next = out.items.back().seq;
    }
    return out;
}

}  // namespace styk::story

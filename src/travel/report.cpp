#include "travel/report.h"

#include <algorithm>
#include <array>

namespace styk::travel {

namespace {

struct Message {
    std::string_view key, text;
};

// {name} stands for a value.
constexpr std::array messages{
    Message{"renamed", "is called {to} here"},
    Message{"nearest_kind", "was {from}; the nearest kind here is {to}"},
    Message{"no_such_kind", "there is no question like {kind} here"},
    Message{"condition_dropped", "is shown to everyone: its condition could not be read: {text}"},
    Message{
        "condition_names_dropped",
        "is shown to everyone: its condition names what is not here: {text}"
    },
    Message{
        "choice_condition_dropped", "all choices are shown: a condition of theirs could not be read"
    },
    Message{"validation_dropped", "a rule for its answers is left out: {text}"},
    Message{"setting_dropped", "the setting {name} is left out"},
    Message{"no_effect", "the setting {name} is kept in the file, without effect"},
    Message{"comment_field_dropped", "the field for a remark beside the choices is left out"},
    Message{"default_dropped", "its preset answer is left out"},
    Message{"picture_dropped", "pictures are left out"},
    Message{"choices_elsewhere", "its choices stand in another file or service"},
    Message{"choice_dropped", "a choice whose value cannot be kept is left out"},
    Message{"choices_cut", "only the first {most} choices are kept"},
    Message{"choice_twice", "two choices had the value {value}; one has another now"},
    Message{"no_choices", "has nothing to choose from"},
    Message{"text_cut", "a text was cut to {most} characters"},
    Message{"piping_dropped", "a text that stood for {name} is left out"},
    Message{
        "metric_proposed", "counts for the metric {metric}; take the metric away if that is wrong"
    },
    Message{"scale_kept_as_numbers", "its choices are numbers {from} to {to}: it is a scale now"},
    Message{"scale_changed", "its scale is {from} to {to} here"},
    Message{"split", "became {number} questions"},
    Message{"repeats_dropped", "is asked once; it could be repeated"},
    Message{"not_valid", "{message}"},
    Message{"in_no_block", "stands in no block of the flow: nobody was asked it"},
    Message{"too_many_questions", "a survey has at most {most} questions"},
    Message{"jump_dropped", "a jump is left out: {text}"},
    Message{"jump_backwards", "a jump back is left out: a survey only goes forward"},
    Message{"one_page_each", "each question stands on a page of its own, so that jumps work"},
    Message{"quotas_dropped", "quotas are left out; set them up here ({number})"},
    Message{"triggers_dropped", "a trigger is left out: {kind}"},
    Message{"calculations_dropped", "calculated values are left out ({number})"},
    Message{"scoring_dropped", "scores of answers are left out"},
    Message{"look_dropped", "colours, pictures and layout are left out"},
    Message{"endings_dropped", "of several last pages the first is kept ({number})"},
    Message{
        "branch_dropped", "a branch of the flow could not be read: its pages are shown to everyone"
    },
    Message{"random_blocks_dropped", "the order of chance between blocks is left out"},
    Message{"welcome_as_description", "the welcome page became the description of the survey"},
    Message{"language_dropped", "the language {language} is left out: it repeats another"},
    Message{"hidden_fields", "fields that a link fills: {names}"},
    Message{"title_missing", "has no text; its name stands for it"}
};

}  // namespace

std::string message_of(const Reason& reason) {
    const auto* found = std::find_if(messages.begin(), messages.end(), [&](const Message& one) {
        return one.key == reason.key;
    });
    std::string out(found == messages.end() ? std::string_view(reason.key) : found->text);
    for (const auto& [name, value] : reason.values) {
        const std::string mark = "{" + name + "}";
        if (const auto at = out.find(mark); at != std::string::npos) {
            out.replace(at, mark.size(), value);
        }
    }
    return out;
}

std::size_t Report::add(std::string where, std::string title, std::string question) {
    lines_.push_back({Outcome::kept, std::move(where), std::move(title), std::move(question), {}});
    return lines_.size() - 1;
}

void Report::say(std::size_t line, Outcome outcome, std::string_view key, Values values) {
    Line& of = lines_.at(line);
    of.outcome = std::max(of.outcome, outcome);
    const bool said = std::any_of(of.reasons.begin(), of.reasons.end(), [&](const Reason& one) {
        return one.key == key && one.values == values;
    });
    if (!said) {
        of.reasons.push_back({std::string(key), std::move(values)});
    }
}

void Report::note(std::size_t line, std::string_view key, Values values) {
    say(line, Outcome::kept, key, std::move(values));
}

void Report::change(std::size_t line, std::string_view key, Values values) {
    say(line, Outcome::changed, key, std::move(values));
}

void Report::drop(std::size_t line, std::string_view key, Values values) {
    say(line, Outcome::dropped, key, std::move(values));
    lines_[line].question.clear();
}

void Report::drop(std::string_view key, Values values) {
    say(add(""), Outcome::dropped, key, std::move(values));
}

void Report::change(std::string_view key, Values values) {
    say(add(""), Outcome::changed, key, std::move(values));
}

void Report::note(std::string_view key, Values values) {
    say(add(""), Outcome::kept, key, std::move(values));
}

std::size_t Report::line_of(std::string_view question) {
    const auto found = std::find_if(lines_.begin(), lines_.end(), [&](const Line& one) {
        return !question.empty() && one.question == question;
    });
    return found == lines_.end() ? add(std::string(question), "", std::string(question))
                                 : static_cast<std::size_t>(found - lines_.begin());
}

}  // namespace styk::travel

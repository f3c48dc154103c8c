// The half of a visit that takes in what was filled in and decides where to go next.
#include <algorithm>
#include <charconv>

#include "http/respond_visit.h"
#include "json/json.h"
#include "survey/form.h"
#include "survey/place_words.h"

namespace styk::http {

namespace {

using survey::Word;
using survey::word;

constexpr double longest_stay = 3600;  // seconds a page that count

}  // namespace

void Visit::read_answers(const net::Query& form) {
    for (const auto& [key, name] : form.pairs()) {
        if (key != "shown") {
            continue;
        }
        shown_.emplace_back(name);
        const auto* question = entry_.definition->find(name);
        if (question != nullptr && question->asks()) {
            survey::read_form(*question, form.pairs(), answers_, form_problems_);
            last_question_ = survey::find(answers_, name) == nullptr ? last_question_ : name;
        }
    }
}

// Seconds since the page was made, added up when one comes back to it.
void Visit::note_time(const net::Query& form, std::string_view page) {
    const std::string made = text_or_empty(form.find("t"));
    std::int64_t since = 0;
    const auto [end, error] = std::from_chars(made.data(), made.data() + made.size(), since);
    (void)end;
    const auto now = call_.at.us / 1'000'000;
    if (error != std::errc() || since <= 0 || since > now) {
        return;
    }
    const survey::Value* before = survey::find(seconds_, page);
    const auto* number = before == nullptr ? nullptr : before->as<double>();
    const double stayed = std::min(static_cast<double>(now - since), longest_stay);
    survey::put(seconds_, page, (number == nullptr ? 0 : *number) + stayed);
}

bool Visit::new_questions(const survey::Stop& stop) const {
    return std::any_of(stop.questions.begin(), stop.questions.end(), [&](std::size_t i) {
        const auto& question = entry_.definition->questions[i];
        return question.asks() &&
               std::find(shown_.begin(), shown_.end(), question.name) == shown_.end();
    });
}

bool Visit::gone_questions(const survey::Stop& stop) const {
    return std::any_of(shown_.begin(), shown_.end(), [&](const std::string& name) {
        return std::none_of(stop.questions.begin(), stop.questions.end(), [&](std::size_t i) {
            return entry_.definition->questions[i].name == name;
        });
    });
}

void Visit::keep(std::string_view page) {
    const story::Progress progress{
        token_, answers_, seconds_, std::string(page), last_question_, language_
    };
    story::keep_progress(house_.intake(), entry_, progress, call_.at);
}

Answer Visit::done(const story::Received& received) const {
    using survey::ResponseState;
    const Word title = received.state == ResponseState::over_quota     ? Word::over_quota_title
                       : received.state == ResponseState::screened_out ? Word::screened_title
                                                                       : Word::thanks_title;
    Frame plain = frame();
    plain.languages.clear();
    plain.note.clear();
    plain.over = true;
    if (is_interview()) {
        plain.again = next_person();
    }
    return shown(
        200, render(Notice{plain, word(title, language_), received.thanks, received.receipt_code})
    );
}

// An answer of an earlier page that no longer fits leads back there.
std::optional<Answer> Visit::earlier_problem() {
    for (const survey::Stop& stop : route_.stops) {
        auto problems = survey::check_stop(*entry_.definition, stop, route_, setting_);
        if (!problems.empty()) {
            return question_page(stop, std::move(problems), 422, false);
        }
    }
    return {};
}

Answer Visit::finish() {
    if (auto back = earlier_problem()) {
        return *std::move(back);
    }
    const story::Progress progress{token_, answers_, seconds_, "", "", language_};
    try {
        return done(story::receive_response(house_.intake(), entry_, progress, call_.at));
    } catch (const Refusal& refusal) {
        if (refusal.code() == Code::conflict) {
            return shut_page(house_, call_, {story::Shut::used, language_});
        }
        throw;
    }
}

Answer Visit::turn(const survey::Stop& to, bool appeared) {
    const std::string& page = entry_.definition->pages[to.page].name;
    if (preview_) {
        return question_page(to, {}, 200, appeared);
    }
    keep(page);
    return see_other(address(page, appeared));
}

// What follows the page that was sent.
Answer Visit::go_on(const survey::Stop& here, std::string_view where) {
    if (where == "back") {
        const auto* before = route_.stop_before(here.page);
        return turn(before == nullptr ? here : *before, false);
    }
    auto problems = survey::check_stop(*entry_.definition, here, route_, setting_);
    problems.insert(problems.begin(), form_problems_.begin(), form_problems_.end());
    if (new_questions(here)) {  // what is new cannot have been answered yet
        std::erase_if(problems, [&](const survey::AnswerProblem& one) {
            return std::find(shown_.begin(), shown_.end(), one.question) == shown_.end();
        });
    }
    if (!problems.empty()) {
        return question_page(here, std::move(problems), 422, false);
    }
    if (new_questions(here)) {
        return turn(here, true);
    }
    if (const auto* next = route_.stop_after(here.page)) {
        return turn(*next, false);
    }
    if (preview_) {
        story::Received received;
        received.thanks = word(Word::thanks, language_);
        return done(received);
    }
    return finish();
}

Answer Visit::go() {
    const auto form = form_of(call_);
    token_ = text_or_empty(form.find("a"));
    token_ = story::is_resume_token(token_) ? token_ : random_hex(house_.random, 16);
    read_hidden();
    if (!take_up()) {
        return shut_page(house_, call_, {story::Shut::used, language_});
    }
    choose_language(call_.query.find("language"));
    read_answers(form);
    walk();
    const std::string page = text_or_empty(form.find("page"));
    const std::string where = text_or_empty(form.find("go"));
    if (where == "save") {
        return save(page);
    }
    note_time(form, page);
    if (where.starts_with("language:")) {
        choose_language(std::string_view(where).substr(9));
        if (!answers_.empty()) {
            keep(page);
        }
        return see_other(address(page, false));
    }
    const auto* here = stop_named(page);
    if (here == nullptr) {
        return route_.stops.empty() ? finish() : turn(route_.stops.front(), false);
    }
    return go_on(*here, where);
}

// For the script: kept as it stands; the page anew when other questions belong on it now.
Answer Visit::save(const std::string& page) {
    keep(page);
    json::Object out{{"a", token_}, {"saved", true}};
    const auto* here = stop_named(page);
    if (here != nullptr && (new_questions(*here) || gone_questions(*here))) {
        out["page"] = question_page(*here, {}, 200, false).body;
    }
    return json_answer(200, out);
}

}  // namespace styk::http

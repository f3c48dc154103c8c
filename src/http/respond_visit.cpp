#include "http/respond_visit.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "http/respond_style.h"
#include "json/json.h"
#include "survey/definition_json.h"
#include "survey/form.h"
#include "survey/place_words.h"

namespace styk::http {

namespace {

using survey::Word;
using survey::word;

constexpr std::size_t longest_hidden = 200;  // characters of a hidden field's value
constexpr double longest_stay = 3600;        // seconds a page that count

std::string policy(std::string_view framed_by) {
    return fmt::format(
        "default-src 'none'; style-src {}; script-src 'self'; connect-src 'self'; img-src 'self' "
        "data:; form-action 'self'; base-uri 'none'; frame-ancestors {}",
        respond_style_hash(),
        framed_by
    );
}

std::string text_or(const std::optional<std::string_view>& text) {
    return std::string(text.value_or(""));
}

// The firm's name; before it has one, nothing.
std::string firm_name(House& house) {
    return house.catalogue.directory()->firm.name;
}

}  // namespace

Answer page_answer(int status, std::string html, std::string_view framed_by) {
    Answer answer;
    answer.status = status;
    answer.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    answer.headers.emplace_back("Content-Security-Policy", policy(framed_by));
    answer.body = std::move(html);
    return answer;
}

Answer see_other(const std::string& where) {
    Answer answer;
    answer.status = 303;
    answer.headers.emplace_back("Location", where);
    return answer;
}

net::Query form_of(const Call& call) {
    const auto type = to_lower_ascii(call.request.header("Content-Type"));
    if (!type.starts_with("application/x-www-form-urlencoded")) {
        throw Refusal(Code::unsupported_type, "Send a form.");
    }
    auto form = net::Query::parse(call.request.body);
    if (!form) {
        throw Refusal(Code::unreadable, "The form is not readable.", {form.error()});
    }
    return *std::move(form);
}

std::string preferred_language(std::string_view accepted, const std::vector<std::string>& offered) {
    for (const std::string_view part : split(accepted, ',')) {
        const std::string tag = to_lower_ascii(trim(part.substr(0, part.find(';'))));
        for (const std::string& one : offered) {
            const std::string low = to_lower_ascii(one);
            if (!tag.empty() && (low == tag || low == tag.substr(0, tag.find('-')))) {
                return one;
            }
        }
    }
    return {};
}

Visit::Visit(House& house, const Call& call, story::Entry entry, std::string path)
    : house_(house), call_(call), entry_(std::move(entry)), path_(std::move(path)) {
    choose_place();
}

// Where the page stands, and what of its address goes along to the next.
void Visit::choose_place() {
    const bool kiosk = call_.query.has("kiosk") || entry_.channel == "kiosk";
    const bool frame = call_.query.has("embed");
    place_ = entry_.invitation ? Frame::Place::page
             : kiosk           ? Frame::Place::kiosk
             : frame           ? Frame::Place::frame
                               : Frame::Place::page;
    kept_ = place_ == Frame::Place::kiosk   ? "&kiosk=1"
            : place_ == Frame::Place::frame ? "&embed=1"
                                            : "";
    if (is_interview()) {
        for (const char* name : {"customer", "channel"}) {
            const auto value = call_.query.find(name);
            kept_ += value ? fmt::format("&{}={}", name, net::percent_encode(*value)) : "";
        }
    }
    framed_by_ = "'none'";
    if (entry_.link && !entry_.link->sites.empty()) {
        framed_by_ = "'self'";
        for (const std::string& site : entry_.link->sites) {
            framed_by_ += " " + site;
        }
    }
}

Answer Visit::shown(int status, std::string html) const {
    return page_answer(status, std::move(html), preview_ ? "'self'" : framed_by_);
}

// Neither by a link nor by an invitation: staff fill it in.
bool Visit::is_interview() const {
    return !preview_ && !entry_.link && !entry_.invitation;
}

std::string Visit::next_person() const {
    return fmt::format(
        "{}?channel={}&language={}",
        path_,
        net::percent_encode(entry_.channel),
        net::percent_encode(language_)
    );
}

std::string Visit::thanks() const {
    const auto& definition = *entry_.definition;
    return definition.thanks.empty()
               ? word(Word::thanks, language_)
               : definition.thanks.in(language_ == definition.language ? "" : language_);
}

// Staff see that they write for somebody, and for whom.
std::string Visit::note() const {
    if (!is_interview()) {
        return {};
    }
    std::string out = word(survey::PlaceWord::interview, language_);
    return out + (entry_.customer ? " · " + *entry_.customer : "");
}

// Hidden fields come by the address or the form, only those that the survey declares; what an
// invitation brings is not overruled.
void Visit::read_hidden() {
    const auto take = [&](const std::string& name, std::string_view value) {
        const auto& declared = entry_.definition->hidden;
        const bool known = std::find(declared.begin(), declared.end(), name) != declared.end();
        if (known && survey::find(entry_.hidden, name) == nullptr && !value.empty() &&
            count_code_points(value) <= longest_hidden) {
            survey::put(entry_.hidden, name, std::string(value));
        }
    };
    for (const auto& [name, value] : call_.query.pairs()) {
        take(name, value);
    }
}

void Visit::choose_language(const std::optional<std::string_view>& wished) {
    const auto& offered = entry_.survey.languages;
    const auto has = [&](std::string_view one) {
        return std::find(offered.begin(), offered.end(), one) != offered.end();
    };
    if (wished && has(*wished)) {
        language_ = *wished;
    } else if (language_.empty() || !has(language_)) {
        const bool told = (entry_.link && entry_.link->language) ||
                          (entry_.invitation && entry_.invitation->language);
        const std::string preferred =
            told ? "" : preferred_language(call_.request.header("Accept-Language"), offered);
        language_ = !preferred.empty()     ? preferred
                    : has(entry_.language) ? entry_.language
                                           : entry_.survey.language;
    }
}

void Visit::walk() {
    setting_ = story::setting_of(house_.intake(), entry_, token_, call_.at);
    route_ = survey::route_of(*entry_.definition, answers_, setting_);
}

Frame Visit::frame() const {
    Frame out;
    out.firm = firm_name(house_);
    out.language = language_;
    out.languages = entry_.survey.languages;
    const bool own = language_ == entry_.definition->language;
    const std::string& title = entry_.definition->title.in(own ? "" : language_);
    out.title = out.firm.empty() ? title : title.empty() ? out.firm : title + " · " + out.firm;
    out.preview = preview_;
    out.place = place_;
    out.script = preview_ ? "" : house_.respond_script;
    out.again = place_ == Frame::Place::kiosk ? path_ + "?kiosk=1" : "";
    out.note = note();
    return out;
}

const survey::Stop* Visit::stop_named(std::string_view page) const {
    for (const survey::Stop& one : route_.stops) {
        if (entry_.definition->pages[one.page].name == page) {
            return &one;
        }
    }
    return nullptr;
}

std::string Visit::address(std::string_view page, bool appeared) const {
    std::string out = fmt::format("{}?a={}", path_, token_);
    out += page.empty() ? "" : fmt::format("&p={}", net::percent_encode(page));
    out += fmt::format("&language={}{}", net::percent_encode(language_), kept_);
    for (const auto& [name, value] : entry_.hidden) {
        const bool carried = entry_.invitation == std::nullopt;
        out += carried ? fmt::format(
                             "&{}={}",
                             net::percent_encode(name),
                             net::percent_encode(survey::to_text(value))
                         )
                       : "";
    }
    return out + (appeared ? "&more=1" : "");
}

Answer Visit::question_page(
    const survey::Stop& stop, survey::AnswerProblems problems, int status, bool appeared
) {
    const std::string& page = entry_.definition->pages[stop.page].name;
    QuestionPage view{
        frame(),
        *entry_.definition,
        route_,
        stop,
        setting_,
        answers_,
        std::move(problems),
        entry_.survey.mode,
        preview_ ? path_ : address("", false),
        {{"a", token_}, {"page", page}, {"t", std::to_string(call_.at.us / 1'000'000)}},
        appeared
    };
    if (preview_) {
        view.carried.emplace_back("state", survey::write_map(answers_));
        view.carried.emplace_back("language", language_);
    }
    if (place_ == Frame::Place::kiosk) {
        view.thanks = thanks();
    }
    return shown(status, render(view));
}

Answer Visit::show() {
    token_ = text_or(call_.query.find("a"));
    token_ = story::is_resume_token(token_) ? token_ : "";
    const auto begun = story::find_begun(house_.intake(), entry_, token_);
    if (begun && begun->state != survey::ResponseState::partial) {
        return shut_page(house_, call_, {story::Shut::used, language_});
    }
    if (begun) {
        (void)story::resume(house_.intake(), entry_, *begun);
        answers_ = begun->answers;
        language_ = begun->language;
        page_ = begun->page;
        for (const auto& [name, value] : begun->hidden) {
            survey::put(entry_.hidden, name, value);
        }
    }
    token_ = token_.empty() ? random_hex(house_.random, 16) : token_;
    read_hidden();
    choose_language(call_.query.find("language"));
    walk();
    const auto asked = call_.query.find("p");
    const survey::Stop* stop = stop_named(asked ? *asked : page_);
    stop = stop == nullptr && !route_.stops.empty() ? &route_.stops.front() : stop;
    if (stop == nullptr) {
        return shown(200, render(Notice{frame(), word(Word::empty_title, language_), "", ""}));
    }
    if (const auto v =
            call_.query.find("v")) {  // the score chosen in a mail: only marked, not stored
        for (const std::size_t i : stop->questions) {
            const auto& question = entry_.definition->questions[i];
            if (question.type == survey::Type::rating) {
                survey::read_form(
                    question,
                    {{survey::field_name(question), std::string(*v)}},
                    answers_,
                    form_problems_
                );
                break;
            }
        }
    }
    return question_page(*stop, {}, 200, call_.query.has("more"));
}

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
    const std::string made = text_or(form.find("t"));
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
    token_ = text_or(form.find("a"));
    token_ = story::is_resume_token(token_) ? token_ : random_hex(house_.random, 16);
    read_hidden();
    if (const auto begun = story::find_begun(house_.intake(), entry_, token_)) {
        if (begun->state != survey::ResponseState::partial) {
            return shut_page(house_, call_, {story::Shut::used, language_});
        }
        (void)story::resume(house_.intake(), entry_, *begun);
        answers_ = begun->answers;
        seconds_ = begun->seconds;
        language_ = begun->language;
        for (const auto& [name, value] : begun->hidden) {
            survey::put(entry_.hidden, name, value);
        }
    }
    choose_language(call_.query.find("language"));
    read_answers(form);
    walk();
    const std::string page = text_or(form.find("page"));
    const std::string where = text_or(form.find("go"));
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

Answer Visit::preview(bool post) {
    preview_ = true;
    token_ = entry_.survey.id.text();
    read_hidden();
    if (!post) {
        choose_language(call_.query.find("language"));
        walk();
        const auto* stop = stop_named(text_or(call_.query.find("p")));
        stop = stop == nullptr && !route_.stops.empty() ? &route_.stops.front() : stop;
        return stop == nullptr
                   ? shown(200, render(Notice{frame(), word(Word::empty_title, language_), "", ""}))
                   : question_page(*stop, {}, 200, false);
    }
    const auto form = form_of(call_);
    choose_language(form.find("language"));
    answers_ = survey::read_map(text_or(form.find("state")));
    read_answers(form);
    const std::string where = text_or(form.find("go"));
    const bool switches = where.starts_with("language:");
    if (switches) {
        choose_language(std::string_view(where).substr(9));
    }
    walk();
    const auto* here = stop_named(text_or(form.find("page")));
    if (here == nullptr && route_.stops.empty()) {
        return done({});
    }
    here = here == nullptr ? &route_.stops.front() : here;
    return switches ? question_page(*here, {}, 200, false) : go_on(*here, where);
}

namespace {

std::string notice_language(House& house, const Call& call, const std::string& of_door) {
    const std::vector<std::string> known{"en", "pl", "ru"};
    for (std::string one : {text_or(call.query.find("language")), of_door}) {
        if (survey::is_page_language(one)) {
            return one;
        }
    }
    const auto preferred = preferred_language(call.request.header("Accept-Language"), known);
    return preferred.empty() ? house.catalogue.directory()->firm.language : preferred;
}

}  // namespace

Answer shut_page(House& house, const Call& call, const story::ShutDoor& door) {
    struct Row {
        story::Shut why;
        int status;
        Word title, text;
    };

    using story::Shut;
    constexpr Row rows[] = {
        {Shut::unknown, 404, Word::unknown_title, Word::unknown},
        {Shut::closed, 410, Word::closed_title, Word::closed},
        {Shut::paused, 503, Word::paused_title, Word::paused},
        {Shut::used, 410, Word::used_title, Word::used},
        {Shut::expired, 410, Word::expired_title, Word::expired}
    };
    Frame frame;
    frame.firm = house.catalogue.directory()->firm.name;
    frame.language = notice_language(house, call, door.language);
    const Row& row = *std::find_if(std::begin(rows), std::end(rows), [&](const Row& one) {
        return one.why == door.why;
    });
    frame.title = word(row.title, frame.language);
    return page_answer(
        row.status,
        render(Notice{frame, word(row.title, frame.language), word(row.text, frame.language), ""})
    );
}

}  // namespace styk::http

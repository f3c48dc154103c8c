#include "http/respond_visit.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "http/respond_whole.h"
#include "survey/definition_json.h"
#include "survey/form.h"
#include "survey/place_words.h"

namespace styk::http {

namespace {

using survey::Word;
using survey::word;

constexpr std::size_t longest_hidden = 200;  // characters of a hidden field's value

// The firm's name; before it has one, nothing.
std::string firm_name(House& house) {
    return house.catalogue.directory()->firm.name;
}

}  // namespace

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
    return word(survey::PlaceWord::interview, language_) +
           (entry_.customer ? " · " + *entry_.customer : "");
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
    return shown(status, render(view));
}

// For the script of a kiosk: what it needs to go on without the server.
Answer Visit::whole_survey() {
    const auto& definition = *entry_.definition;
    const std::string own = language_ == definition.language ? "" : language_;
    return shown(
        200,
        render(WholeSurvey{
            frame(),
            definition,
            setting_,
            entry_.survey.mode,
            address("", false),
            {{"a", token_}, {"t", std::to_string(call_.at.us / 1'000'000)}},
            thanks(),
            definition.screened_out.empty() ? word(Word::screened, language_)
                                            : definition.screened_out.in(own)
        })
    );
}

// Goes on with what was begun under this token; false when that is finished already.
bool Visit::take_up() {
    const auto begun = story::find_begun(house_.intake(), entry_, token_);
    if (!begun) {
        return true;
    }
    if (begun->state != survey::ResponseState::partial) {
        return false;
    }
    (void)story::resume(house_.intake(), entry_, *begun);
    answers_ = begun->answers;
    seconds_ = begun->seconds;
    language_ = begun->language;
    page_ = begun->page;
    for (const auto& [name, value] : begun->hidden) {
        survey::put(entry_.hidden, name, value);
    }
    return true;
}

Answer Visit::show() {
    token_ = text_or_empty(call_.query.find("a"));
    token_ = story::is_resume_token(token_) ? token_ : "";
    if (!take_up()) {
        return shut_page(house_, call_, {story::Shut::used, language_});
    }
    token_ = token_.empty() ? random_hex(house_.random, 16) : token_;
    read_hidden();
    choose_language(call_.query.find("language"));
    walk();
    if (place_ == Frame::Place::kiosk && call_.query.has("whole")) {
        return whole_survey();
    }
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

Answer Visit::preview(bool post) {
    preview_ = true;
    token_ = entry_.survey.id.text();
    read_hidden();
    if (!post) {
        choose_language(call_.query.find("language"));
        walk();
        const auto* stop = stop_named(text_or_empty(call_.query.find("p")));
        stop = stop == nullptr && !route_.stops.empty() ? &route_.stops.front() : stop;
        return stop == nullptr
                   ? shown(200, render(Notice{frame(), word(Word::empty_title, language_), "", ""}))
                   : question_page(*stop, {}, 200, false);
    }
    const auto form = form_of(call_);
    choose_language(form.find("language"));
    answers_ = survey::read_map(text_or_empty(form.find("state")));
    read_answers(form);
    const std::string where = text_or_empty(form.find("go"));
    const bool switches = where.starts_with("language:");
    if (switches) {
        choose_language(std::string_view(where).substr(9));
    }
    walk();
    const auto* here = stop_named(text_or_empty(form.find("page")));
    if (here == nullptr && route_.stops.empty()) {
        return done({});
    }
    here = here == nullptr ? &route_.stops.front() : here;
    return switches ? question_page(*here, {}, 200, false) : go_on(*here, where);
}

}  // namespace styk::http

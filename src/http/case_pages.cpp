#include "http/case_pages.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/html.h"
#include "base/language.h"
#include "base/text.h"
#include "casework/case_store.h"
#include "casework/message_store.h"
#include "casework/rulebook.h"
#include "http/case_page.h"
#include "http/complain_page.h"
#include "http/respond_visit.h"
#include "http/schema_words.h"
#include "json/json.h"
#include "record/convert.h"
#include "story/setup.h"
#include "story/take_mail.h"
#include "story/tell_customer.h"

namespace styk::http {

namespace {

using casework::Case;
using casework::CaseMessage;
using casework::CaseState;
using net::Method;

constexpr std::size_t longest_reply = 4000;  // bytes

// More from one place is a machine; who fills in a form by hand, or ten at one desk, never sees it.
constexpr people::Allowance of_one_place{20, 3600};

struct Shown {
    Case one;
    std::vector<std::pair<CaseState, Instant>> reached;  // in the order of the way
    std::vector<CaseMessage> messages;                   // that a person wrote
};

std::optional<Case> find_shown(db::Reader& reader, const std::string& token) {
    const bool right =
        token.size() == 32 && token.find_first_not_of("0123456789abcdef") == std::string::npos;
    auto one = right ? casework::find_case_by_token(reader, token) : std::nullopt;
    for (int left = 10; left > 0 && one && one->merged_into; --left) {
        one = casework::find_case(reader, *one->merged_into);
    }
    return one;
}

// The last time each state was entered, as far as the case has come again since.
std::vector<std::pair<CaseState, Instant>> reached_by(
    const Case& one, const std::vector<casework::Step>& steps
) {
    std::map<CaseState, Instant> at{{CaseState::received, one.opened_at}};
    for (const auto& step : steps) {
        const auto state =
            step.kind == "state" ? record::choice_of<CaseState>(step.after) : std::nullopt;
        if (state) {
            at[*state] = step.at;
        }
    }
    std::erase_if(at, [&](const auto& entry) { return entry.first > one.state; });
    return {at.begin(), at.end()};
}

std::optional<Shown> load(House& house, const std::string& token) {
    return house.database.read([&](db::Reader& reader) -> std::optional<Shown> {
        auto one = find_shown(reader, token);
        if (!one) {
            return {};
        }
        Shown out{*one, reached_by(*one, casework::list_steps(reader, one->id)), {}};
        for (auto& message : casework::list_messages(reader, one->id)) {
            if (!message.automatic && message.state != "failed") {
                out.messages.push_back(std::move(message));
            }
        }
        return out;
    });
}

std::string number_of(House& house, const Case& one) {
    return casework::number_of(
        story::setup_of(house.catalogue)->rulebook->settings().number_prefix, one
    );
}

// A day as the page's language writes it, and for machines.
class Days {
public:
    Days(House& house, std::string_view language)
        : zone_(house.catalogue.directory()->zone), language_(language) {}

    [[nodiscard]] std::string html(Instant at) const {
        const Day day = zone_.day_of(at);
        return fmt::format(
            R"(<time datetime="{}">{}</time>)", to_iso_day(day), escape_html(language_.day(day))
        );
    }

private:
    TimeZone zone_;
    Language language_;
};

std::string way_html(const Shown& shown, const Days& days, std::string_view language) {
    std::string out = R"(<ol class="way">)";
    for (const auto& [state, at] : shown.reached) {
        fmt::format_to(
            std::back_inserter(out),
            "<li><span>{}</span> {}</li>",
            story::state_words(state, language),
            days.html(at)
        );
    }
    return out + "</ol>";
}

std::string talk_html(
    const Shown& shown, const Days& days, const CasePageWords& words, std::string_view firm
) {
    if (shown.messages.empty()) {
        return {};
    }
    std::string out = fmt::format("<h2>{}</h2>", words.conversation);
    for (const auto& one : shown.messages) {
        fmt::format_to(
            std::back_inserter(out),
            R"(<article class="{}"><p class="about"><strong>{}</strong> · {}</p><p>{}</p></article>)",
            one.incoming ? "letter" : "letter ours",
            one.incoming ? words.said : firm,
            days.html(one.at),
            case_page_prose(one.body)
        );
    }
    return out;
}

std::string reply_html(
    const Call& call,
    const Shown& shown,
    const CasePageWords& words,
    std::string_view problem,
    std::string_view text
) {
    const std::string said =
        problem.empty() ? ""
                        : fmt::format(R"(<p class="wrong" id="p" role="alert">{}</p>)", problem);
    return fmt::format(
        R"(<form method="post" action="{}?language={}"><h2><label for="text">{}</label></h2>{}<div class="part"><textarea id="text" name="text" rows="5" maxlength="{}"{}>{}</textarea>{}</div><div class="steps"><button>{}</button></div></form>)",
        escape_html(call.request.path),
        words.language,
        words.reply,
        casework::is_open(shown.one) ? ""
                                     : fmt::format(R"(<p class="hint">{}</p>)", words.closed_hint),
        longest_reply,
        problem.empty() ? "" : R"( aria-describedby="p" aria-invalid="true")",
        escape_html(text),
        said,
        words.send
    );
}

Answer status_page(
    House& house,
    const Call& call,
    const Shown& shown,
    int status,
    std::string_view problem,
    std::string_view text = {}
) {
    const auto language = case_page_language(house, call, shown.one.language);
    const CasePageWords& words = case_page_words(language);
    const Days days(house, language);
    const Frame frame = case_page_frame(
        house, language, fmt::format(fmt::runtime(words.title), number_of(house, shown.one))
    );
    std::string inside = fmt::format("<h1>{}</h1>", escape_html(frame.title));
    if (call.query.find("new")) {
        inside +=
            fmt::format(R"(<p class="note" role="status">{} {}</p>)", words.thanks, words.keep);
    }
    if (call.query.find("sent")) {
        inside += fmt::format(R"(<p class="note" role="status">{}</p>)", words.sent);
    }
    inside += fmt::format(
        R"(<p class="now">{}: <strong>{}</strong></p><h2>{}</h2>{}{}{})",
        words.state_now,
        story::state_words(shown.one.state, language),
        words.way,
        way_html(shown, days, language),
        talk_html(shown, days, words, escape_html(frame.firm)),
        reply_html(call, shown, words, problem, text)
    );
    Answer answer =
        page_answer(status, render_around(frame, inside, case_page_switch(call, words)));
    answer.headers.emplace_back("X-Robots-Tag", "noindex");
    answer.headers.emplace_back("Referrer-Policy", "no-referrer");
    return answer;
}

Answer show_status(House& house, const Call& call) {
    const auto shown = load(house, call.path_values.at(0));
    return shown ? status_page(house, call, *shown, 200, {}) : shut_page(house, call, {});
}

Answer take_reply(House& house, FormGate& gate, const Call& call) {
    const auto shown = load(house, call.path_values.at(0));
    if (!shown) {
        return shut_page(house, call, {});
    }
    const auto form = form_of(call);
    const std::string text(trim(form.find("text").value_or("")));
    const CasePageWords& words =
        case_page_words(case_page_language(house, call, shown->one.language));
    if (text.empty()) {
        return status_page(house, call, *shown, 422, words.reply_missing);
    }
    if (text.size() > longest_reply) {
        return status_page(house, call, *shown, 422, words.too_long, text);
    }
    if (const int wait = gate.wait_s(call.request.remote, call.at); wait > 0) {
        return answer_later(status_page(house, call, *shown, 429, words.too_many, text), wait);
    }
    story::take_reply(house.intake(), shown->one.id, text, call.at);
    return see_other(fmt::format("/c/{}?sent=1&language={}", call.path_values.at(0), words.language)
    );
}

Answer read_status(House& house, const Call& call) {
    const auto shown = load(house, call.path_values.at(0));
    if (!shown) {
        throw Refusal(Code::not_found, "There is nothing here.");
    }
    json::Array steps, messages;
    for (const auto& [state, at] : shown->reached) {
        steps.push_back(
            json::Object{{"state", record::name_of_choice(state)}, {"at", to_rfc3339(at)}}
        );
    }
    for (const auto& one : shown->messages) {
        messages.push_back(json::Object{
            {"at", to_rfc3339(one.at)},
            {"direction", one.incoming ? "in" : "out"},
            {"body", one.body}
        });
    }
    return json_answer(
        200,
        json::Object{
            {"number", number_of(house, shown->one)},
            {"state", record::name_of_choice(shown->one.state)},
            {"steps", std::move(steps)},
            {"messages", std::move(messages)}
        }
    );
}

}  // namespace

void add_case_pages(Router& router, House& house) {
    router.add_schema("case_status_step", schema_of_words("state:string at:string"));
    router.add_schema(
        "case_status_message", schema_of_words("at:string direction:string body:string")
    );
    router.add_schema(
        "case_status",
        schema_of_words("number:string state:string steps:[case_status_step] "
                        "messages:[case_status_message]")
    );
    const auto page = [&](Method method, const char* path, auto handler, const char* summary) {
        router.add(
            method, path, visitors, with(house, handler), {.summary = summary, .html = true}
        );
    };
    // Both forms are one place's allowance.
    const auto gate = std::make_shared<FormGate>(of_one_place);
    const auto form = [&](Method method, const char* path, auto handler, const char* summary) {
        router.add(
            method,
            path,
            visitors,
            [&house, gate, handler](const Call& call) { return handler(house, *gate, call); },
            {.summary = summary, .html = true}
        );
    };
    page(Method::get, "/c/{token}", show_status, "Where a complaint stands (HTML)");
    form(Method::post, "/c/{token}", take_reply, "The customer writes (a form)");
    page(Method::get, "/complain", show_complaint_form, "The form for complaints (HTML)");
    form(Method::post, "/complain", take_complaint_form, "A complaint (a form)");
    router.add(
        Method::get,
        "/api/v1/case_status/{token}",
        anyone,
        with(house, read_status),
        {.summary = "Where a complaint stands, by the token of its page", .gives = "case_status"}
    );
}

}  // namespace styk::http

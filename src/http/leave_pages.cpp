#include "http/leave_pages.h"

#include <array>
#include <fmt/format.h>

#include "base/html.h"
#include "http/respond_html.h"
#include "http/respond_page.h"
#include "story/campaign_echo.h"
#include "survey/words.h"

namespace styk::http {

namespace {

using story::LeaveScope;
using story::Leaving;

struct LeaveWords {
    std::string_view title, ask, of_survey, all, none, button;
    std::array<std::string_view, 3> done;  // by LeaveScope
};

const LeaveWords& words_of(std::string_view language) {
    static const LeaveWords en{
        "Surveys by mail and phone",
        "Which surveys may we send you?",
        "Not this one any more",
        "None at all any more",
        "All of them, as before",
        "Save",
        {"Saved. We may ask you again.",
         "Saved. We will not ask you about this any more.",
         "Saved. You will get no surveys from us any more."}
    };
    static const LeaveWords pl{
        "Ankiety pocztą i na telefon",
        "Jakie ankiety możemy wysyłać?",
        "Tej już nie",
        "Żadnych",
        "Wszystkie, jak dotąd",
        "Zapisz",
        {"Zapisano. Możemy znów pytać o opinię.",
         "Zapisano. O to już nie zapytamy.",
         "Zapisano. Nie wyślemy już żadnych ankiet."}
    };
    static const LeaveWords ru{
        "Опросы по почте и на телефон",
        "Какие опросы вам присылать?",
        "Этот больше не присылать",
        "Никакие",
        "Все, как раньше",
        "Сохранить",
        {"Сохранено. Мы снова можем спрашивать ваше мнение.",
         "Сохранено. Об этом мы больше не спросим.",
         "Сохранено. Опросы больше не придут."}
    };
    return language == "pl" ? pl : language == "ru" ? ru : en;
}

Frame frame_of(House& house, const Leaving& leaving) {
    Frame frame;
    frame.firm = house.catalogue.directory()->firm.name;
    frame.language = leaving.recipient.language;
    frame.title = words_of(frame.language).title;
    return frame;
}

std::string option(std::string_view value, std::string_view words, bool chosen) {
    return fmt::format(
        R"(<p><label><input type="radio" name="scope" value="{}"{}> {}</label></p>)",
        value,
        chosen ? " checked" : "",
        words
    );
}

// What is chosen beforehand is what the person came for.
std::string form(const Leaving& leaving, const std::string& path) {
    const auto& words = words_of(leaving.recipient.language);
    return fmt::format(
        R"(<h1>{}</h1><form method="post" action="{}"><fieldset><legend>{}</legend>{}{}{}</fieldset><div class="steps"><button>{}</button></div></form>)",
        words.title,
        escape_html(path),
        words.ask,
        option("all", words.all, leaving.now != LeaveScope::survey),
        option("survey", words.of_survey, leaving.now == LeaveScope::survey),
        option("none", words.none, false),
        words.button
    );
}

std::optional<LeaveScope> scope_in(const net::Query& sent) {
    if (sent.find("List-Unsubscribe") == "One-Click") {
        return LeaveScope::all;
    }
    const auto scope = sent.find("scope");
    return scope == "all"      ? std::optional(LeaveScope::all)
           : scope == "survey" ? std::optional(LeaveScope::survey)
           : scope == "none"   ? std::optional(LeaveScope::none)
                               : std::nullopt;
}

// Providers send the one click as a form, or as multipart/form-data.
std::optional<LeaveScope> asked_scope(const Call& call) {
    const auto type = call.request.header("Content-Type");
    if (type.starts_with("multipart/form-data")) {
        const auto& body = call.request.body;
        const bool click = body.find("List-Unsubscribe") != std::string::npos &&
                           body.find("One-Click") != std::string::npos;
        return click ? std::optional(LeaveScope::all) : std::nullopt;
    }
    return scope_in(form_of(call));
}

Answer show(House& house, const Call& call) {
    const auto leaving = story::find_leaving(house.intake(), call.path_values.at(0));
    if (!leaving) {
        return shut_page(house, call, {});
    }
    return page_answer(
        200, render_around(frame_of(house, *leaving), form(*leaving, call.request.path))
    );
}

Answer save(House& house, const Call& call) {
    const auto leaving = story::find_leaving(house.intake(), call.path_values.at(0));
    if (!leaving) {
        return shut_page(house, call, {});
    }
    const auto scope = asked_scope(call);
    if (!scope) {
        return show(house, call);
    }
    (void)story::leave(house.intake(), call.path_values.at(0), *scope, call.at);
    const Frame frame = frame_of(house, *leaving);
    const auto& words = words_of(frame.language);
    Notice notice;
    notice.frame = frame;
    notice.heading = words.title;
    notice.text = words.done.at(static_cast<std::size_t>(*scope));
    return page_answer(200, render(notice));
}

Answer follow(House& house, const Call& call) {
    story::ClickSeen seen;
    seen.token = call.path_values.at(0);
    const std::string& number = call.path_values.at(1);
    const bool whole = !number.empty() && number.size() < 6 &&
                       number.find_first_not_of("0123456789") == std::string::npos;
    seen.link = whole ? std::stoll(number) : 0;
    seen.target = "link " + number;
    seen.head = call.request.method == net::Method::head;
    seen.user_agent = call.request.header("User-Agent");
    seen.at = call.at;
    const auto url = seen.link > 0 ? story::note_click(house.intake(), seen) : std::nullopt;
    if (!url) {
        return shut_page(house, call, {});
    }
    Answer answer;
    answer.status = 302;
    answer.headers.emplace_back("Location", *url);
    return answer;
}

}  // namespace

void add_leave_pages(Router& router, House& house) {
    using net::Method;
    router.add(
        Method::get,
        "/u/{token}",
        anyone,
        with(house, show),
        {.summary = "What unsubscribing does (HTML); stores nothing", .html = true}
    );
    router.add(
        Method::post,
        "/u/{token}",
        anyone,
        with(house, save),
        {.summary = "Unsubscribes (a form, or one click by RFC 8058)", .html = true}
    );
    router.add(
        Method::get,
        "/l/{token}/{n}",
        anyone,
        with(house, follow),
        {.summary = "Counts the click and leads on", .html = true}
    );
}

}  // namespace styk::http

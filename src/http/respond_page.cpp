#include "http/respond_page.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "http/respond_html.h"
#include "http/respond_style.h"
#include "survey/place_words.h"

namespace styk::http {

namespace {

using survey::Word;
using survey::word;

std::string policy(std::string_view framed_by) {
    return fmt::format(
        "default-src 'none'; style-src {}; script-src 'self'; connect-src 'self'; img-src 'self' "
        "data:; form-action 'self'; base-uri 'none'; frame-ancestors {}",
        respond_style_hash(),
        framed_by
    );
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

std::string text_or_empty(const std::optional<std::string_view>& text) {
    return std::string(text.value_or(""));
}

namespace {

std::string notice_language(House& house, const Call& call, const std::string& of_door) {
    const std::vector<std::string> known{"en", "pl", "ru"};
    for (std::string one : {text_or_empty(call.query.find("language")), of_door}) {
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
        const char* name;  // for the script of a kiosk: whether an answer is there already
    };

    using story::Shut;
    constexpr Row rows[] = {
        {Shut::unknown, 404, Word::unknown_title, Word::unknown, "unknown"},
        {Shut::closed, 410, Word::closed_title, Word::closed, "closed"},
        {Shut::paused, 503, Word::paused_title, Word::paused, "paused"},
        {Shut::used, 410, Word::used_title, Word::used, "used"},
        {Shut::expired, 410, Word::expired_title, Word::expired, "expired"}
    };
    Frame frame;
    frame.firm = house.catalogue.directory()->firm.name;
    frame.language = notice_language(house, call, door.language);
    const Row& row = *std::find_if(std::begin(rows), std::end(rows), [&](const Row& one) {
        return one.why == door.why;
    });
    frame.title = word(row.title, frame.language);
    Answer answer = page_answer(
        row.status,
        render(Notice{frame, word(row.title, frame.language), word(row.text, frame.language), ""})
    );
    answer.headers.emplace_back("X-Shut", row.name);
    return answer;
}

}  // namespace styk::http

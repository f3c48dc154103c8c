#include "http/case_page.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/html.h"
#include "http/respond_page.h"
#include "story/tell_customer.h"

namespace styk::http {

namespace {

constexpr std::array<std::string_view, 3> languages{"en", "pl", "ru"};

std::string short_name(std::string_view language) {
    std::string out(language);
    std::ranges::transform(out, out.begin(), [](char c) {
        return static_cast<char>(c - 'a' + 'A');
    });
    return out;
}

std::string with_breaks(std::string_view text) {
    std::string out;
    for (const char c : escape_html(text)) {
        out += c == '\n' ? "<br>" : std::string(1, c);
    }
    return out;
}

// The address a text begins with; what ends a sentence is no part of it.
std::string_view address_in(std::string_view text) {
    auto address = text.substr(0, text.find_first_of(" \t\r\n<>\"'"));
    constexpr std::string_view ends = ".,;:!?)";
    while (ends.find(address.back()) != std::string_view::npos) {
        address.remove_suffix(1);
    }
    return address;
}

}  // namespace

std::string case_page_language(House& house, const Call& call, std::string_view usual) {
    const auto wished = call.query.find("language");
    if (wished && std::find(languages.begin(), languages.end(), *wished) != languages.end()) {
        return std::string(*wished);
    }
    const std::string firms = house.catalogue.directory()->firm.language;
    if (!usual.empty()) {
        return std::string(story::spoken(usual, firms));
    }
    const auto preferred = preferred_language(
        call.request.header("Accept-Language"), {languages.begin(), languages.end()}
    );
    return preferred.empty() ? std::string(story::spoken("", firms)) : preferred;
}

Frame case_page_frame(House& house, std::string_view language, std::string title) {
    Frame frame;
    frame.firm = house.catalogue.directory()->firm.name;
    frame.language = language;
    frame.title = std::move(title);
    return frame;
}

std::string case_page_kept(const Call& call) {
    const auto touchpoint = call.query.find("touchpoint").value_or("");
    return touchpoint.empty() ? "" : "&amp;touchpoint=" + net::percent_encode(touchpoint);
}

std::string case_page_switch(const Call& call, const CasePageWords& words) {
    std::string out = fmt::format(R"(<nav class="languages" aria-label="{}">)", words.languages);
    for (const CasePageWords& one : all_case_page_words()) {
        fmt::format_to(
            std::back_inserter(out),
            R"(<a href="{0}?language={1}{2}" lang="{1}" hreflang="{1}" title="{3}" aria-label="{4}: {3}"{5}>{4}</a>)",
            escape_html(call.request.path),
            one.language,
            case_page_kept(call),
            one.own_name,
            short_name(one.language),
            one.language == words.language ? R"( aria-current="true")" : ""
        );
    }
    return out + "</nav>";
}

std::string case_page_prose(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto at = std::min(text.find("https://"), text.find("http://"));
        out += with_breaks(text.substr(0, at));
        if (at == std::string_view::npos) {
            break;
        }
        text.remove_prefix(at);
        const auto address = address_in(text);
        fmt::format_to(
            std::back_inserter(out),
            R"(<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>)",
            escape_html(address)
        );
        text.remove_prefix(address.size());
    }
    return out;
}

Answer answer_later(Answer answer, int wait_s) {
    answer.headers.emplace_back("Retry-After", std::to_string(wait_s));
    return answer;
}

}  // namespace styk::http

#include "story/mail_page.h"

#include <fmt/format.h>

#include "base/html.h"

namespace styk::story {

namespace {

// No colour of its own for the ground: readers in the dark stay in the dark.
constexpr std::string_view frame =
    "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width\">"
    "<meta name=\"color-scheme\" content=\"light dark\"><title>{}</title></head>"
    "<body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif\">"
    "<div style=\"max-width:560px\">{}</div></body></html>\n";

std::string text_of(const MailPage& page) {
    std::string out = page.title + "\n";
    for (const auto& paragraph : page.paragraphs) {
        out += fmt::format("\n{}\n", paragraph);
    }
    if (!page.facts.empty()) {
        out += "\n";
    }
    for (const auto& [name, value] : page.facts) {
        out += fmt::format("{}: {}\n", name, value);
    }
    if (!page.link.empty()) {
        out += fmt::format("\n{}: {}\n", page.link_words, page.link);
    }
    return page.foot.empty() ? out : out + fmt::format("\n-- \n{}\n", page.foot);
}

std::string facts_of(const MailPage& page) {
    if (page.facts.empty()) {
        return {};
    }
    std::string rows;
    for (const auto& [name, value] : page.facts) {
        rows += fmt::format(
            "<tr><th scope=\"row\" style=\"text-align:left;font-weight:400;opacity:.75;padding:4px "
            "24px 4px 0;vertical-align:top\">{}</th><td style=\"padding:4px 0\">{}</td></tr>",
            escape_html(name),
            escape_html(value)
        );
    }
    return fmt::format("<table style=\"border-collapse:collapse;margin:16px 0\">{}</table>", rows);
}

std::string html_of(const MailPage& page) {
    std::string in = fmt::format(
        "<h1 style=\"font-size:22px;line-height:1.3;margin:0 0 16px\">{}</h1>",
        escape_html(page.title)
    );
    for (const auto& paragraph : page.paragraphs) {
        in += fmt::format("<p style=\"margin:0 0 12px\">{}</p>", escape_html(paragraph));
    }
    in += facts_of(page);
    if (!page.link.empty()) {
        in += fmt::format(
            "<p style=\"margin:20px 0\"><a href=\"{}\">{}</a></p>",
            escape_html(page.link),
            escape_html(page.link_words)
        );
    }
    if (!page.foot.empty()) {
        in += fmt::format(
            "<p style=\"margin:28px 0 0;font-size:13px;opacity:.7\">{}</p>", escape_html(page.foot)
        );
    }
    return fmt::format(frame, escape_html(page.language), escape_html(page.title), in);
}

}  // namespace

MailBody lay_out(const MailPage& page) {
    return {text_of(page), html_of(page)};
}

}  // namespace styk::story

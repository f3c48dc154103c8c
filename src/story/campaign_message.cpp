#include "story/campaign_message.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/html.h"
#include "base/language.h"
#include "base/text.h"
#include "firm/terms.h"
#include "json/json.h"
#include "story/campaign_words.h"
#include "survey/check.h"

namespace styk::story {

namespace {

using survey::CampaignChannel;
using survey::MessageText;

constexpr std::string_view frame =
    "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
    "content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>{}"
    "</title></head><body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif\"><div "
    "style=\"max-width:560px\">{}</div></body></html>\n";
constexpr std::string_view button =
    "<p style=\"margin:24px 0\"><a href=\"{}\" style=\"display:inline-block;padding:12px "
    "24px;background:#1f5f8b;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:"
    "600\">"
    "{}</a></p>";
constexpr std::string_view step =
    "<a href=\"{}\" style=\"display:inline-block;min-width:24px;padding:10px 6px;margin:0 4px 6px "
    "0;border:1px solid #8a94a0;border-radius:6px;text-align:center;text-decoration:none\">{}</a>";
constexpr std::string_view foot = "<p style=\"margin:28px 0 0;font-size:13px;opacity:.75\">{}</p>";

// Where the address that begins at `at` ends: before a space, a bracket or the point of a sentence.
std::size_t end_of_address(std::string_view text, std::size_t at) {
    auto end = text.find_first_of(" \t\r\n<>\"{}", at);
    end = end == std::string_view::npos ? text.size() : end;
    while (end > at && std::string_view(".,;:!?)").find(text[end - 1]) != std::string_view::npos) {
        --end;
    }
    return end;
}

std::size_t next_address(std::string_view text, std::size_t from) {
    return std::min(text.find("https://", from), text.find("http://", from));
}

// The text cut at its web addresses; every second piece is one.
std::vector<std::string> cut_at_addresses(const std::string& text) {
    std::vector<std::string> out;
    std::size_t at = 0;
    for (auto found = next_address(text, 0); found != std::string::npos;
         found = next_address(text, at)) {
        const auto end = end_of_address(text, found);
        out.push_back(text.substr(at, found - at));
        out.push_back(text.substr(found, end - found));
        at = end;
    }
    out.push_back(text.substr(at));
    return out;
}

std::string first_word(const std::string& name) {
    return name.substr(0, name.find(' '));
}

class Writer {
public:
    Writer(const Letterhead& head, const Addressee& to)
        : head_(head), to_(to), short_(head.campaign.channel != CampaignChannel::email) {
        words_ = complete(
            survey::choose_text(
                head.texts, to.language, to.person.segment.value_or(""), to.purpose
            ),
            head.survey.kind,
            short_
        );
        open_ = to.open_at.empty() ? fmt::format("{}/r/{}", head.address, to.token) : to.open_at;
        stop_ = fmt::format("{}/u/{}", head.address, to.stop);
        fill_values();
    }

    [[nodiscard]] CampaignMessage write() const {
        CampaignMessage out;
        if (short_) {
            out.text = short_text();
            return out;
        }
        out.subject = filled(words_.subject);
        out.text = plain();
        out.html =
            fmt::format(frame, escape_html(to_.language), escape_html(out.subject), marked_up());
        out.unsubscribe = stop_;
        return out;
    }

private:
    void fill_values() {
        const auto minutes = std::max(1.0, std::round(survey::minutes_to_answer(head_.definition)));
        const auto& title = head_.definition.title.in(to_.language);
        values_ = {
            {"name", to_.person.name},
            {"first_name", first_word(to_.person.name)},
            {"firm", head_.firm},
            {"survey", title.empty() ? head_.survey.name : title},
            {"minutes", fmt::format("{:.0f}", minutes)},
            {"expires", expires()},
            {"link", open_},
            {"customer.segment", to_.person.segment.value_or("")}
        };
        const auto attributes = json::try_parse(to_.person.attributes);
        if (attributes && attributes->is_object()) {
            for (const auto& [name, value] : attributes->get_object()) {
                values_["customer." + std::string(name)] =
                    value.is_string() ? std::string(value.get_string()) : json::write(value);
            }
        }
    }

    [[nodiscard]] std::string expires() const {
        return to_.expires_at ? Language(to_.language).day(head_.zone.day_of(*to_.expires_at)) : "";
    }

    [[nodiscard]] std::string filled(const std::string& text) const {
        return survey::fill_in(text, values_);
    }

    [[nodiscard]] std::string short_text() const {
        const bool named = words_.body.find("{link}") != std::string::npos;
        return filled(words_.body) + (named ? "" : " " + open_);
    }

    // Where a counted address leads: through us, who know where to.
    [[nodiscard]] std::string counted(const std::string& address) const {
        const auto found = head_.links.find(address);
        return found == head_.links.end() || to_.token.empty()
                   ? address
                   : fmt::format("{}/l/{}/{}", head_.address, to_.token, found->second);
    }

    [[nodiscard]] std::string body_text() const {
        std::string out;
        const auto pieces = cut_at_addresses(words_.body);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            out += i % 2 == 1 ? counted(pieces[i]) : filled(pieces[i]);
        }
        return out;
    }

    [[nodiscard]] std::string body_html() const {
        std::string out;
        const auto pieces = cut_at_addresses(words_.body);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            out += i % 2 == 1 ? fmt::format(
                                    "<a href=\"{}\">{}</a>",
                                    escape_html(counted(pieces[i])),
                                    escape_html(pieces[i])
                                )
                              : escape_html(filled(pieces[i]));
        }
        return out;
    }

    [[nodiscard]] const survey::Question* rated() const {
        const auto& all = head_.definition.questions;
        const auto found = std::find_if(all.begin(), all.end(), [](const survey::Question& one) {
            return one.type == survey::Type::rating && one.page == 0;
        });
        return head_.campaign.rating_in_mail && found != all.end() ? &*found : nullptr;
    }

    [[nodiscard]] std::string scale() const {
        const auto* question = rated();
        if (question == nullptr) {
            return {};
        }
        std::string out = fmt::format(
            "<p style=\"margin:20px 0 8px;font-weight:600\">{}</p><p style=\"margin:0\">",
            escape_html(question->title.in(to_.language))
        );
        for (int value = question->low; value <= question->high; ++value) {
            const char sign = open_.find('?') == std::string::npos ? '?' : '&';
            const auto link = fmt::format("{}{}v={}", open_, sign, value);
            out += fmt::format(fmt::runtime(step), escape_html(link), value);
        }
        return out + "</p>" + ends(*question);
    }

    [[nodiscard]] std::string ends(const survey::Question& question) const {
        const auto& low = question.low_title.in(to_.language);
        const auto& high = question.high_title.in(to_.language);
        return low.empty() && high.empty()
                   ? ""
                   : fmt::format(
                         "<p style=\"margin:0;font-size:13px;opacity:.75\">{}: {} · {}: {}</p>",
                         question.low,
                         escape_html(low),
                         question.high,
                         escape_html(high)
                     );
    }

    [[nodiscard]] std::string why() const {
        const auto& words = foot_words(to_.language, head_.survey.kind);
        std::string out = filled(firm::in_own_words(words.why, to_.language, head_.words));
        if (to_.expires_at) {
            std::string until(words.until);
            until.replace(until.find("{day}"), 5, expires());
            out += " " + until;
        }
        return out;
    }

    [[nodiscard]] std::string plain() const {
        return fmt::format(
            "{}\n\n{}\n\n{}: {}\n\n-- \n{}\n{} {}\n",
            filled(words_.greeting),
            body_text(),
            filled(words_.button),
            open_,
            why(),
            foot_words(to_.language, head_.survey.kind).stop,
            stop_
        );
    }

    [[nodiscard]] std::string paragraphs() const {
        std::string out = "<p style=\"margin:0 0 12px\">";
        for (const char c : body_html()) {
            out += c == '\n' ? std::string("<br>") : std::string(1, c);
        }
        return out + "</p>";
    }

    [[nodiscard]] std::string marked_up() const {
        const auto& words = foot_words(to_.language, head_.survey.kind);
        const auto last = fmt::format(
            "{}<br><a href=\"{}\">{}</a>", escape_html(why()), escape_html(stop_), words.stop_link
        );
        return fmt::format(
                   "<p style=\"margin:0 0 12px\">{}</p>", escape_html(filled(words_.greeting))
               ) +
               paragraphs() + scale() +
               fmt::format(
                   fmt::runtime(button), escape_html(open_), escape_html(filled(words_.button))
               ) +
               fmt::format(fmt::runtime(foot), last);
    }

    const Letterhead& head_;
    const Addressee& to_;
    bool short_;
    MessageText words_;
    std::string open_, stop_;
    survey::Placeholders values_;
};

}  // namespace

CampaignMessage write_message(const Letterhead& head, const Addressee& to) {
    return Writer(head, to).write();
}

std::vector<std::string> addresses_in(const std::vector<MessageText>& texts) {
    std::vector<std::string> out;
    for (const MessageText& text : texts) {
        const auto pieces = cut_at_addresses(text.body);
        for (std::size_t i = 1; i < pieces.size(); i += 2) {
            if (std::find(out.begin(), out.end(), pieces[i]) == out.end()) {
                out.push_back(pieces[i]);
            }
        }
    }
    return out;
}

}  // namespace styk::story

#include "survey/recipient.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace styk::survey {

namespace {

// Parts of the names by which scanners, previewers and programs call themselves.
constexpr std::array<std::string_view, 24> machines{
    "bot",        "crawl",    "spider",    "scan",       "preview",     "safelinks",
    "proofpoint", "mimecast", "barracuda", "urldefense", "messagelabs", "forcepoint",
    "trendmicro", "fireeye",  "headless",  "phantomjs",  "python-",     "curl/",
    "wget/",      "go-http",  "java/",     "okhttp",     "libwww",      "facebookexternalhit"
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The digits from `at`, at most three.
std::string_view digits(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < 3 && is_digit(text[end])) {
        ++end;
    }
    return text.substr(at, end - at);
}

}  // namespace

Standing standing_of(const Recipient& recipient) {
    if (recipient.invitation == InvitationState::answered) {
        return Standing::answered;
    }
    if (recipient.unsubscribed_at) {
        return Standing::unsubscribed;
    }
    switch (recipient.state) {
        case RecipientState::waiting:
            return Standing::waiting;
        case RecipientState::held:
            return Standing::held;
        case RecipientState::queued:
            return Standing::queued;
        case RecipientState::bounced:
            return Standing::bounced;
        case RecipientState::not_sent:
            return Standing::not_sent;
        case RecipientState::sent:
            break;
    }
    if (recipient.invitation == InvitationState::started) {
        return Standing::started;
    }
    return recipient.clicked_at ? Standing::clicked : Standing::sent;
}

std::string_view machine_sign(const ClickSigns& signs) {
    if (signs.head) {
        return "head";
    }
    const std::string agent = to_lower_ascii(signs.user_agent);
    const bool known = std::any_of(machines.begin(), machines.end(), [&](std::string_view name) {
        return agent.find(name) != std::string::npos;
    });
    if (agent.empty() || known) {
        return "agent";
    }
    if (signs.handed_over && signs.at - *signs.handed_over < machine_window) {
        return "at_once";
    }
    return signs.other_links_lately >= 2 ? "many_links" : "";
}

std::string status_in(std::string_view said) {
    for (std::size_t i = 0; i + 4 < said.size(); ++i) {
        const bool begins = (said[i] == '2' || said[i] == '4' || said[i] == '5') &&
                            said[i + 1] == '.' &&
                            (i == 0 || !(is_digit(said[i - 1]) || said[i - 1] == '.'));
        const auto subject = begins ? digits(said, i + 2) : std::string_view();
        const auto dot = i + 2 + subject.size();
        const bool goes_on = !subject.empty() && dot < said.size() && said[dot] == '.';
        const auto detail = goes_on ? digits(said, dot + 1) : std::string_view();
        if (!detail.empty()) {
            return std::string(said.substr(i, dot + 1 + detail.size() - i));
        }
    }
    return {};
}

bool is_about_mailbox(std::string_view status, std::string_view said) {
    if (!status.empty()) {
        return status.starts_with("5.1.") || status == "5.2.1";
    }
    constexpr std::array<std::string_view, 3> codes{"550", "551", "553"};
    return std::any_of(codes.begin(), codes.end(), [&](std::string_view code) {
        return said.starts_with(code);
    });
}

}  // namespace styk::survey

#include "firm/mail_place.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "firm/text_rule.h"

namespace styk::firm {

namespace {

constexpr std::size_t longest_host = 253;  // RFC 1035

std::optional<std::string> check_host(const std::string& host) {
    const bool port = std::ranges::count(host, ':') == 1;  // an IPv6 address has more
    const bool plain = std::ranges::all_of(host, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '_';
    });
    return !port && plain && !host.empty() && host.size() <= longest_host
               ? std::optional<std::string>()
               : "must be a server such as smtp.example.org, without a port";
}

bool is_this_machine(const std::string& host) {
    constexpr std::array<std::string_view, 3> names{"localhost", "127.0.0.1", "::1"};
    return std::ranges::find(names, host) != names.end();
}

}  // namespace

record::Rule mail_host() {
    return over_text(check_host);
}

std::optional<Problem> open_password(const MailPlace& place) {
    const bool safe =
        place.security == MailSecurity::tls || place.security == MailSecurity::starttls;
    if (safe || is_this_machine(place.host.value_or(""))) {
        return {};
    }
    return Problem{
        "/security", "must be tls or starttls where a password is sent to another machine"
    };
}

bool is_same_place(const MailPlace& a, const MailPlace& b) {
    return a.host == b.host && a.port == b.port && a.user == b.user;
}

}  // namespace styk::firm

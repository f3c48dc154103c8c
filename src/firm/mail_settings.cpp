#include "firm/mail_settings.h"

#include <algorithm>

#include "firm/text_rule.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace {

namespace rule = record::rule;
using Answer = std::optional<std::string>;
using firm::over_text;

Answer check_url(const std::string& url) {
    const bool web = url.starts_with("https://") || url.starts_with("http://");
    const bool plain = std::all_of(url.begin(), url.end(), [](unsigned char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '?' && c != '#';
    });
    return web && plain && url.size() <= 300 && url.find("://") + 3 < url.size()
               ? Answer()
               : "must be an address such as https://cx.example.org";
}

// Quotes and brackets in an address of ours would need escapes that many servers get wrong.
Answer check_ascii_email(const std::string& text) {
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x7f; });
    return ascii && rule::is_email(text) ? Answer() : "must be an e-mail address in plain letters";
}

// With a "+" and an id of 36 characters behind it the part before "@" must keep within 64 (RFC
// 5321).
Answer check_bounce_address(const std::string& text) {
    if (const auto problem = check_ascii_email(text)) {
        return problem;
    }
    const auto name = std::string_view(text).substr(0, text.find('@'));
    if (name.find('+') != std::string_view::npos) {
        return "must have no + before the @: Styk adds one";
    }
    constexpr std::size_t longest = 64 - 1 - 36;
    return name.size() <= longest ? Answer() : "must have at most 27 characters before the @";
}

}  // namespace

namespace firm {

bool can_send(const MailSettings& settings) {
    return settings.host.has_value() && settings.from_address.has_value();
}

Problems check(const MailSettings& settings) {
    Problems problems;
    if (settings.host && !settings.from_address) {
        problems.push_back({"/from_address", "is missing: whom the mail comes from"});
    }
    const auto open = open_password(mail_place_of(settings));
    if (settings.password_sealed && open) {
        problems.push_back(*open);
    }
    if (settings.password_sealed && !settings.user) {
        problems.push_back({"/user", "is missing: whose password it is"});
    }
    if (settings.user && !settings.password_sealed) {
        problems.push_back({"/password", "is missing: the server asks this user for it"});
    }
    return problems;
}

}  // namespace firm

template <>
const record::Shape& record::shape_of<firm::MailSettings>() {
    using firm::MailSettings;
    static const Shape shape =
        describe<MailSettings>("mail_settings", "mail_settings")
            .field<&MailSettings::host>(firm::mail_host())
            .field<&MailSettings::port>(rule::between(1, 65535))
            .field<&MailSettings::security>()
            .field<&MailSettings::user>(rule::length(1, 200))
            .field<&MailSettings::password_sealed>({}, hidden | read_only)
            .field<&MailSettings::from_address>(over_text(check_ascii_email))
            .field<&MailSettings::from_name>(rule::length(1, 100))
            .field<&MailSettings::reply_to>(over_text(check_ascii_email))
            .field<&MailSettings::console_url>(over_text(check_url))
            .field<&MailSettings::bounce_address>(over_text(check_bounce_address))
            .may(people::may::administer, people::may::administer);
    return shape;
}

}  // namespace styk

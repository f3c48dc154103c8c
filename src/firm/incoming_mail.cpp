#include "firm/incoming_mail.h"

#include "base/text.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace firm {

Problems check(const IncomingMailSettings& settings) {
    Problems problems;
    if (!settings.host) {
        return problems;
    }
    if (!settings.user) {
        problems.push_back({"/user", "is missing: whose mailbox it is"});
    }
    if (const auto open = open_password(mail_place_of(settings))) {
        problems.push_back(*open);
    }
    return problems;
}

bool can_fetch(const IncomingMailSettings& settings) {
    return settings.active && settings.host && settings.user && settings.password_sealed;
}

std::string tagged(const std::string& address, const std::string& tag) {
    const auto at = address.find('@');
    return address.substr(0, at) + "+" + tag + address.substr(at);
}

std::string tag_in(const std::string& written, const std::string& address) {
    const std::string one = to_lower_ascii(written), own = to_lower_ascii(address);
    const auto at = own.find('@');
    const std::string begin = own.substr(0, at) + "+", end = own.substr(at);
    const bool ours =
        one.size() > begin.size() + end.size() && one.starts_with(begin) && one.ends_with(end);
    return ours ? one.substr(begin.size(), one.size() - begin.size() - end.size()) : "";
}

}  // namespace firm

template <>
const record::Shape& record::shape_of<firm::IncomingMailSettings>() {
    using firm::IncomingMailSettings;
    static const Shape shape =
        describe<IncomingMailSettings>("incoming_mail_settings", "incoming_mail_settings")
            .field<&IncomingMailSettings::host>(firm::mail_host())
            .field<&IncomingMailSettings::port>(rule::between(1, 65535))
            .field<&IncomingMailSettings::security>()
            .field<&IncomingMailSettings::user>(rule::length(1, 255))
            .field<&IncomingMailSettings::password_sealed>({}, hidden)
            .field<&IncomingMailSettings::folder>(rule::length(1, 255))
            .field<&IncomingMailSettings::address>(rule::email())
            .field<&IncomingMailSettings::tagged_addresses>()
            .field<&IncomingMailSettings::active>()
            .field<&IncomingMailSettings::token_sealed>({}, hidden)
            .sorted_by("created_at")
            .may(people::may::administer, people::may::administer);
    return shape;
}

}  // namespace styk

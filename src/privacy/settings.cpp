#include "privacy/settings.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<privacy::Settings>() {
    using privacy::Settings;
    const auto days = rule::between(0, 36'500);
    static const Shape shape =
        describe<Settings>("privacy_settings", "privacy_settings")
            .field<&Settings::controller>(rule::prose(1, 1000))
            .field<&Settings::officer>(rule::prose(1, 1000))
            .field<&Settings::legal_basis>()
            .field<&Settings::consent_channels>(rule::items_of({"email", "sms", "messenger"}))
            .field<&Settings::active>()
            .field<&Settings::comments_days>(days)
            .field<&Settings::customers_days>(days)
            .field<&Settings::invitations_days>(days)
            .field<&Settings::mails_days>(days)
            .field<&Settings::clicks_days>(days)
            .field<&Settings::audit_days>(days)
            .may(people::may::set_up, people::may::administer);
    return shape;
}

}  // namespace styk

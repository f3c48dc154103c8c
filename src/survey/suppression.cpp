#include "survey/suppression.h"

#include "base/text.h"
#include "people/roles.h"
#include "record/rules.h"
#include "survey/gateway.h"

namespace styk {

namespace survey {

std::string plain_address(std::string_view address) {
    const auto text = trim(address);
    return text.find('@') == std::string_view::npos ? plain_phone(text) : to_lower_ascii(text);
}

}  // namespace survey

namespace {

// An address as people write it is made plain before it is stored (survey_reach_api).
std::optional<std::string> check_address(const record::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return {};
    }
    const auto plain = survey::plain_address(*text);
    const bool mail = plain.find('@') != std::string::npos;
    const bool right = mail ? record::rule::is_email(plain) : plain.size() >= 5;
    return right && plain.size() <= 320 ? std::nullopt
                                        : std::optional("must be an e-mail address or a phone");
}

}  // namespace

template <>
const record::Shape& record::shape_of<survey::Suppression>() {
    using survey::Suppression;
    static const Shape shape =
        describe<Suppression>("suppression", "suppressions")
            .field<&Suppression::address>(check_address, searchable | sortable | filterable | fixed)
            .field<&Suppression::survey_id>({}, filterable | fixed)
            .field<&Suppression::reason>({}, filterable | sortable | read_only)
            .field<&Suppression::note>(rule::prose(0, 500))
            .field<&Suppression::campaign_id>({}, filterable | read_only)
            .sorted_by("-created_at")
            .may(people::may::read_people, people::may::set_up);
    return shape;
}

}  // namespace styk

#include "privacy/consent.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<privacy::Consent>() {
    using privacy::Consent;
    static const Shape shape = describe<Consent>("consent", "consents")
                                   .field<&Consent::customer_id>({}, fixed | filterable)
                                   .field<&Consent::purpose>(rule::key(), fixed | filterable)
                                   .field<&Consent::state>({}, fixed | filterable)
                                   .field<&Consent::wording>(rule::prose(1, 4000), fixed)
                                   .field<&Consent::wording_version>(rule::length(1, 100), fixed)
                                   .field<&Consent::way>(rule::length(1, 200), fixed)
                                   .field<&Consent::at>({}, fixed | sortable)
                                   .field<&Consent::response_id>({}, filterable | read_only)
                                   .sorted_by("-at")
                                   .may(people::may::read_people, people::may::set_up);
    return shape;
}

}  // namespace styk

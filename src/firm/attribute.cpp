#include "firm/attribute.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<firm::Attribute>() {
    using firm::Attribute;
    static const Shape shape =
        describe<Attribute>("attribute", "attributes")
            .field<&Attribute::key>(
                rule::key(), searchable | sortable | filterable | unique | fixed
            )
            .field<&Attribute::name>(rule::length(1, 200), searchable | sortable)
            .field<&Attribute::of>({}, filterable | fixed)
            .sorted_by("name")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk

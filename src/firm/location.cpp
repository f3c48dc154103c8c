#include "firm/location.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<firm::Location>() {
    using firm::Location;
    static const Shape shape =
        describe<Location>("location", "locations")
            .field<&Location::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Location::name>(rule::length(1, 200), searchable | sortable)
            .field<&Location::parent_id>({}, filterable)
            .field<&Location::kind>({}, filterable)
            .sorted_by("name")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk

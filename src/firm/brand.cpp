#include "firm/brand.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<firm::Brand>() {
    using firm::Brand;
    static const Shape shape =
        describe<Brand>("brand", "brands")
            .field<&Brand::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Brand::name>(rule::length(1, 200), searchable | sortable)
            .sorted_by("name")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk

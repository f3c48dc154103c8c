#include "feedback/need.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<feedback::Need>() {
    using feedback::Need;
    static const Shape shape =
        describe<Need>("need", "needs")
            .field<&Need::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Need::name>(rule::length(1, 100), searchable | sortable)
            .field<&Need::position>(rule::between(0, 10'000), sortable)
            .sorted_by("position")
            .may(people::may::read_figures, people::may::set_up);
    return shape;
}

}  // namespace styk

#include "people/department.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk::record {

template <>
const Shape& shape_of<people::Department>() {
    using people::Department;
    static const Shape shape =
        describe<Department>("department", "departments")
            .field<&Department::key>(
                rule::key(), searchable | sortable | filterable | unique | fixed
            )
            .field<&Department::name>(rule::length(1, 200), searchable | sortable)
            .sorted_by("name")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk::record

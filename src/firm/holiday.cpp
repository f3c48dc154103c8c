#include "firm/holiday.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<firm::Holiday>() {
    using firm::Holiday;
    static const Shape shape =
        describe<Holiday>("holiday", "holidays")
            .field<&Holiday::date>(rule::day(), sortable | filterable | unique)
            .field<&Holiday::name>(rule::length(1, 200), searchable | sortable)
            .sorted_by("date")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk

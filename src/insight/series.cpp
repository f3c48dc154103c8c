#include "insight/series.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<insight::Series>() {
    using insight::Series;
    static const Shape shape =
        describe<Series>("series", "series")
            .field<&Series::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Series::name>(rule::length(1, 200), searchable | sortable)
            .field<&Series::unit>(rule::length(0, 20))
            .field<&Series::direction>({}, filterable)
            .sorted_by("name")
            .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk

#include "insight/indicator.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<insight::Indicator>() {
    using insight::Indicator;
    static const Shape shape =
        describe<Indicator>("indicator", "indicators")
            .field<&Indicator::name>(rule::length(1, 120), searchable | sortable)
            .field<&Indicator::metric>(rule::key(), filterable)
            .field<&Indicator::query>(rule::length(0, 2000))
            .field<&Indicator::period>({}, filterable)
            .field<&Indicator::target>()
            .field<&Indicator::leading>()
            .field<&Indicator::outcome>(rule::key())
            .field<&Indicator::position>(rule::between(0, 100'000), sortable)
            .sorted_by("position")
            .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk

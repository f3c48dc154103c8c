#include "insight/mark.h"

#include "base/instant.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<insight::Mark>() {
    using insight::Mark;
    static const Shape shape = describe<Mark>("mark", "marks")
                                   .field<&Mark::at>(rule::day(), sortable)
                                   .field<&Mark::name>(rule::length(1, 200), searchable | sortable)
                                   .field<&Mark::description>(rule::prose(0, 4000), searchable)
                                   .field<&Mark::kind>({}, filterable)
                                   .field<&Mark::touchpoint>(rule::key(), filterable)
                                   .field<&Mark::location>(rule::key(), filterable)
                                   .sorted_by("-at")
                                   .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk

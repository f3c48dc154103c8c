#include "journey/stage.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<journey::Stage>() {
    using journey::Stage;
    static const Shape shape =
        describe<Stage>("stage", "stages")
            .field<&Stage::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Stage::name>(rule::length(1, 200), searchable | sortable)
            .field<&Stage::position>(rule::between(0, 1'000'000), sortable)
            .sorted_by("position")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk

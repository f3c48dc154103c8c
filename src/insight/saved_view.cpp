#include "insight/saved_view.h"

#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<insight::SavedView>() {
    using insight::SavedView;
    static const Shape shape =
        describe<SavedView>("saved_view", "saved_views")
            .field<&SavedView::name>(rule::length(1, 200), searchable | sortable)
            .field<&SavedView::page>(rule::key(), filterable)
            .field<&SavedView::query>(rule::length(0, 4000))
            .field<&SavedView::shared>({}, filterable)
            .field<&SavedView::user_id>({}, read_only | filterable)
            .sorted_by("name");
    return shape;
}

}  // namespace styk

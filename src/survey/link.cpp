#include "survey/link.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

std::string survey::path_of(const Link& link) {
    return "/s/" + link.key;
}

template <>
const record::Shape& record::shape_of<survey::Link>() {
    using survey::Link;
    static const Shape shape = describe<Link>("survey_link", "survey_links")
                                   .field<&Link::survey_id>({}, filterable | fixed)
                                   .field<&Link::key>({}, filterable | read_only)
                                   .field<&Link::name>(rule::length(1, 200), searchable | sortable)
                                   .field<&Link::channel>(rule::key(), filterable)
                                   .field<&Link::touchpoint>(rule::key(), filterable)
                                   .field<&Link::location>(rule::key(), filterable)
                                   .field<&Link::language>(rule::language())
                                   .field<&Link::active>({}, filterable)
                                   .sorted_by("created_at")
                                   .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

}  // namespace styk

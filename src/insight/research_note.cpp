#include "insight/research_note.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

template <>
const record::Shape& record::shape_of<insight::ResearchNote>() {
    using insight::ResearchNote;
    static const Shape shape =
        describe<ResearchNote>("research_note", "research_notes")
            .field<&ResearchNote::name>(rule::length(1, 200), searchable | sortable)
            .field<&ResearchNote::method>({}, filterable | sortable)
            .field<&ResearchNote::people>(rule::between(1, 1'000'000), sortable)
            .field<&ResearchNote::held_on>(rule::day(), sortable)
            .field<&ResearchNote::finding>(rule::prose(1, 10'000), searchable)
            .field<&ResearchNote::evidence>(rule::length(1, 500))
            .field<&ResearchNote::touchpoint>(rule::key(), filterable)
            .field<&ResearchNote::persona>(rule::length(1, 100), searchable | filterable)
            .sorted_by("-held_on")
            .may(people::may::read_feedback, people::may::read_people);
    return shape;
}

}  // namespace styk

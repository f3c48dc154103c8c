#include "promise/designed_experience.h"

#include <fmt/format.h>

#include "people/roles.h"
#include "promise/parts.h"
#include "record/rules.h"

namespace styk {

namespace promise {

namespace {

constexpr std::size_t most_evidence = 50;

}  // namespace

bool is_approved(const DesignedExperience& design) {
    return design.approved_at && design.approved_revision == design.revision;
}

Problems check(const DesignedExperience& design) {
    Problems problems;
    std::size_t count = 0;
    each_part(
        design.evidence.text,
        "/evidence",
        [&](const json::Value& one, const std::string& pointer) {
            Members members(one, pointer, problems);
            (void)members.choice("kind", {"audit", "idea", "feedback", "research"});
            (void)members.need_text("text", 2000);
            (void)members.text("ref", 500);
            members.done();
            ++count;
        }
    );
    if (count > most_evidence) {
        problems.push_back({"/evidence", fmt::format("must have at most {}", most_evidence)});
    }
    return problems;
}

}  // namespace promise

template <>
const record::Shape& record::shape_of<promise::DesignedExperience>() {
    using promise::DesignedExperience;
    static const Shape shape =
        describe<DesignedExperience>("designed_experience", "designed_experiences")
            .field<&DesignedExperience::touchpoint_id>({}, filterable | unique | fixed)
            .field<&DesignedExperience::now>(rule::prose(1, 2000), searchable)
            .field<&DesignedExperience::wanted>(rule::prose(1, 2000), searchable)
            .field<&DesignedExperience::emotion>(rule::key(), filterable)
            .field<&DesignedExperience::level>(rule::between(1, 4), sortable)
            .field<&DesignedExperience::feasibility>({}, filterable | sortable)
            .field<&DesignedExperience::evidence>()
            .field<&DesignedExperience::owner_id>({}, filterable)
            .field<&DesignedExperience::approved_at>({}, sortable | read_only)
            .field<&DesignedExperience::approved_by>({}, read_only)
            .field<&DesignedExperience::approved_revision>({}, read_only)
            .sorted_by("created_at")
            .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk

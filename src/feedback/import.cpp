#include "feedback/import.h"

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace feedback {

void RowProblems::add(RowProblem problem) {
    ++count;
    if (first.size() < most_problems_kept) {
        first.push_back(std::move(problem));
    }
}

bool is_busy(ImportState state) {
    return state == ImportState::uploading || state == ImportState::checking ||
           state == ImportState::running || state == ImportState::undoing;
}

}  // namespace feedback

template <>
const record::Shape& record::shape_of<feedback::Import>() {
    using feedback::Import;
    static const Shape shape =
        describe<Import>("import", "imports")
            .field<&Import::kind>({}, filterable | fixed)
            .field<&Import::name>(rule::length(1, 300), searchable | sortable)
            .field<&Import::bytes>({}, read_only)
            .field<&Import::state>({}, read_only | filterable)
            .field<&Import::delimiter>({}, read_only)
            .field<&Import::encoding>({}, read_only)
            .field<&Import::columns>({}, read_only)
            .field<&Import::map>({}, read_only)
            .field<&Import::open_cases>({}, read_only)
            .field<&Import::rows>({}, read_only)
            .field<&Import::rows_done>({}, read_only)
            .field<&Import::added>({}, read_only)
            .field<&Import::skipped>({}, read_only)
            .field<&Import::ratings>({}, read_only)
            .field<&Import::problems>({}, read_only)
            .field<&Import::problem_count>({}, read_only)
            .field<&Import::preview>({}, read_only)
            .field<&Import::finished_at>({}, read_only)
            .field<&Import::to_run>({}, read_only | hidden)
            .field<&Import::author>({}, read_only | hidden)
            .sorted_by("-created_at")
            .may(people::may::import_files, people::may::import_files);
    return shape;
}

}  // namespace styk

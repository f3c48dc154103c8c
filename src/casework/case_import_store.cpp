#include "casework/case_import_store.h"

#include <fmt/format.h>

namespace styk::casework {

namespace {

// Of the import, $1.
constexpr std::string_view its_feedback = "(SELECT id FROM feedback WHERE import_id = $1)";

constexpr std::string_view untouched =
    "feedback_id IN {0} AND NOT EXISTS (SELECT 1 FROM case_step s WHERE "
    "s.case_id = customer_case.id AND s.by_kind <> 'system') AND NOT EXISTS ("
    "SELECT 1 FROM case_feedback j WHERE j.case_id = customer_case.id AND "
    "j.feedback_id NOT IN {0})";

}  // namespace

void remove_cases_of_import(db::Tx& tx, const std::string& import_id) {
    const auto idle = fmt::format(fmt::runtime(untouched), its_feedback);
    tx.run(
        fmt::format(
            "DELETE FROM notification WHERE case_id IN (SELECT id FROM customer_case WHERE {})",
            idle
        ),
        import_id
    );
    tx.run(fmt::format("DELETE FROM customer_case WHERE {}", idle), import_id);
    tx.run(
        fmt::format(
            "UPDATE notification SET title = '…', text = NULL WHERE case_id IN ("
            "SELECT id FROM customer_case WHERE feedback_id IN {})",
            its_feedback
        ),
        import_id
    );
    tx.run(
        fmt::format(
            "UPDATE customer_case SET words = NULL, title = '…', feedback_id = NULL, "
            "revision = revision + 1 WHERE feedback_id IN {}",
            its_feedback
        ),
        import_id
    );
    tx.run(
        fmt::format(
            "UPDATE case_step SET text = NULL WHERE kind = 'joined' AND case_id IN ("
            "SELECT case_id FROM case_feedback WHERE feedback_id IN {0}) AND after IN {0}",
            its_feedback
        ),
        import_id
    );
    tx.run(
        fmt::format("DELETE FROM case_feedback WHERE feedback_id IN {}", its_feedback), import_id
    );
}

}  // namespace styk::casework

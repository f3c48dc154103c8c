#include "casework/lesson_store.h"

namespace styk::casework {

namespace {

constexpr std::string_view select_use =
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM cause WHERE parent_id = $1) "
    "OR EXISTS (SELECT 1 FROM customer_case WHERE cause_id = $1) "
    "OR EXISTS (SELECT 1 FROM practice WHERE cause_id = $1)";
constexpr std::string_view insert_use =
    "INSERT INTO practice_use (practice_id, user_id) VALUES ($1, $2) "
    "ON CONFLICT (practice_id, user_id) DO NOTHING";

}  // namespace

bool is_used(db::Reader& reader, const Id<Cause>& cause) {
    return reader.find_integer(select_use, cause.text()).has_value();
}

bool note_use(db::Tx& tx, const Id<Practice>& practice, const std::string& user) {
    return tx.run(insert_use, practice.text(), user) == 1;
}

void leave_cases(db::Tx& tx, const Id<Finding>& finding) {
    tx.run("UPDATE customer_case SET finding_id = NULL WHERE finding_id = $1", finding.text());
}

}  // namespace styk::casework

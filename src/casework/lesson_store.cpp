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

constexpr std::string_view select_answers =
    "SELECT p.feedback_id FROM campaign_recipient r JOIN response p ON p.invitation_id = r.id "
    "WHERE r.event_key = $1 AND p.feedback_id IS NOT NULL";

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

std::vector<std::string> list_answers_to(
    db::Reader& reader, const std::vector<std::string>& events
) {
    std::vector<std::string> out;
    for (const std::string& key : events) {
        reader.query(
            select_answers, [&](const db::Row& row) { out.push_back(row.string(0)); }, key
        );
    }
    return out;
}

}  // namespace styk::casework

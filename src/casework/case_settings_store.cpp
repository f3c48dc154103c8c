#include "casework/case_settings_store.h"

namespace styk::casework {

CaseSettings load_case_settings(db::Reader& reader) {
    const auto id =
        reader.find_text("SELECT id FROM case_settings ORDER BY created_at, id LIMIT 1");
    const auto found = id ? db::find_by<CaseSettings>(reader, "id", *id) : std::nullopt;
    return found.value_or(CaseSettings{});
}

CaseSettings load_case_settings_to_change(db::Tx& tx) {
    if (tx.dialect() == db::Dialect::postgresql) {
        tx.run("LOCK TABLE case_settings IN EXCLUSIVE MODE");
    }
    return load_case_settings(tx);
}

void change_case_settings(
    db::Tx& tx,
    const CaseSettings& before,
    CaseSettings& after,
    const Id<CaseSettings>& fresh,
    const db::Change& by
) {
    refuse_if(check(after));
    if (before.revision == 0) {
        after.id = fresh;
        db::add(tx, after, by);
    } else {
        db::change(tx, before, after, by);
    }
}

}  // namespace styk::casework

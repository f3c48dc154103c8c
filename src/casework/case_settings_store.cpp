#include "casework/case_settings_store.h"

#include "db/single_record.h"

namespace styk::casework {

CaseSettings load_case_settings(db::Reader& reader) {
    return db::load_single<CaseSettings>(reader);
}

CaseSettings load_case_settings_to_change(db::Tx& tx) {
    return db::load_single_to_change<CaseSettings>(tx);
}

void change_case_settings(
    db::Tx& tx,
    const CaseSettings& before,
    CaseSettings& after,
    const Id<CaseSettings>& fresh,
    const db::Change& by
) {
    refuse_if(check(after));
    db::change_single(tx, before, after, fresh, by);
}

}  // namespace styk::casework

// The one record of settings.
#pragma once

#include "casework/case_settings.h"
#include "db/record_store.h"

namespace styk::casework {

// The defaults, with revision 0, while nothing is stored.
[[nodiscard]] CaseSettings load_case_settings(db::Reader& reader);

// Within the transaction that changes them: nobody else does meanwhile.
[[nodiscard]] CaseSettings load_case_settings_to_change(db::Tx& tx);

// Throws Refusal{invalid}. `fresh` is the id of the first record.
void change_case_settings(
    db::Tx& tx,
    const CaseSettings& before,
    CaseSettings& after,
    const Id<CaseSettings>& fresh,
    const db::Change& by
);

}  // namespace styk::casework

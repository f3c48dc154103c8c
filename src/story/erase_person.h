// Somebody is forgotten: through every table, text, count and file. What stays tells nobody of
// them (docs/privacy.md).
#pragma once

#include <string>
#include <vector>

#include "privacy/erase_store.h"
#include "privacy/erasure.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct ErasurePreview {
    std::string name, confirm;  // what must be typed to go on: the key or e-mail
    std::vector<privacy::Share> keep_figures, everything;
    std::int64_t open_cases = 0;
    std::int64_t files_coming_in = 0;  // imports not read yet, which may speak of them again
};

// Throws Refusal{not_found}.
[[nodiscard]] ErasurePreview preview_erasure(
    db::Database& database, privacy::Subject subject, const std::string& id
);

struct ErasureOrder {
    privacy::Subject subject = privacy::Subject::customer;
    std::string id;
    privacy::Mode mode = privacy::Mode::keep_figures;
    privacy::Reason reason = privacy::Reason::asked;
};

// All of it in one transaction. Throws Refusal{not_found}; {conflict} for the last administrator
// and where the person keeps sending while they are forgotten.
privacy::Erasure erase_person(
    const Intake& intake, const ErasureOrder& order, const db::Change& by
);

}  // namespace styk::story

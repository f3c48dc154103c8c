// Everything that is stored of one person, as files for them: JSON for programs, HTML for people.
#pragma once

#include <string>

#include "privacy/dossier_store.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Throws Refusal{not_found}. Writes into the audit trail that it was asked for.
[[nodiscard]] privacy::Dossier collect_person(
    const Intake& intake, privacy::Subject subject, const std::string& id, const db::Change& by
);

// {about, made_at, parts: [{table, chapter, tells, rows}], mentions}
[[nodiscard]] std::string dossier_json(
    const privacy::Dossier& dossier, const std::string& language, Instant now
);

// One page without anything from elsewhere.
[[nodiscard]] std::string dossier_html(
    const privacy::Dossier& dossier,
    const std::string& firm,
    const std::string& language,
    Instant now
);

// person.json, person.html and the files that came with messages.
[[nodiscard]] std::string dossier_archive(
    const privacy::Dossier& dossier,
    const std::string& firm,
    const std::string& language,
    Instant now
);

}  // namespace styk::story

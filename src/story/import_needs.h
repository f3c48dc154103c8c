// What a file's map asks to be made in the setup before its first row is written.
#pragma once

#include <vector>

#include "feedback/import_rows.h"
#include "story/receive_feedback.h"

namespace styk::story {

// Records with their ids, ready to be added.
struct NewSetup {
    std::vector<journey::Touchpoint> touchpoints;
    std::vector<firm::Location> locations;
    std::vector<firm::Brand> brands;
    std::vector<firm::Attribute> attributes;
};

[[nodiscard]] NewSetup make_setup(
    const Intake& intake,
    const feedback::Directory& directory,
    feedback::ImportKind kind,
    const feedback::ImportMap& map,
    const feedback::Needs& needs
);

// Throws Refusal{conflict} when someone has added one of them meanwhile.
void add_setup(db::Tx& tx, NewSetup setup, const db::Change& by);

}  // namespace styk::story

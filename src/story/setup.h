// The firm's setup as stories know it: the directory, and what decides about cases, read together
// and never changed once made.
#pragma once

#include <memory>

#include "casework/rulebook.h"
#include "feedback/directory.h"

namespace styk::story {

class Catalogue;

struct Setup : feedback::Directory {
    using Directory::Directory;

    std::shared_ptr<const casework::Rulebook> rulebook;
};

// The newest.
[[nodiscard]] std::shared_ptr<const Setup> setup_of(const Catalogue& catalogue);

// Of a directory that the catalogue handed out: every one of those is a Setup.
[[nodiscard]] const casework::Rulebook& rulebook_of(const feedback::Directory& directory);

}  // namespace styk::story

// The database cannot do its work just now, though nothing is wrong with what was asked: it may be
// asked again later. Doors answer 503 (http/door.cpp).
#pragma once

#include <string>

#include "base/result.h"

namespace styk::db {

// away: it does not answer; unsure: it went away at the commit, so what was written may be there or
// not; full: no room on its disk; read_only: it may not be written.
enum class Trouble { away, unsure, full, read_only };

// `what()` is for the operator.
class Unable : public Fault {
public:
    Unable(Trouble trouble, const std::string& detail) : Fault(detail), trouble_(trouble) {}

    [[nodiscard]] Trouble trouble() const { return trouble_; }

private:
    Trouble trouble_;
};

}  // namespace styk::db

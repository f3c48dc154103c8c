// styk token add: lets a program in. Works on a database without users too.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "base/instant.h"
#include "json/fwd.h"

namespace styk::cli {

struct Workplace;

struct TokenAdd {
    std::string name;
    std::string role;
    std::optional<int> expires_days;
};

// POST /api/v1/tokens
[[nodiscard]] json::Object body_of(const TokenAdd& add, Instant now);

// The token alone on its line, so that a script can take it.
void print_added_token(const json::Object& answer, std::ostream& out);

int token_add(const TokenAdd& add, const Workplace& workplace);

}  // namespace styk::cli

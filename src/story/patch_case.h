// What people say of a case by hand: how heavy it weighs, whose it is, where it belongs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/case.h"
#include "casework/rulebook.h"
#include "feedback/directory.h"

namespace styk::story {

struct Assessment {
    std::optional<std::int64_t> severity{}, complexity{}, impact{};  // 1 to 3; nothing: as it is
    std::optional<bool> safety{};
    std::optional<std::string> remedy_sought{};
};

// What PATCH may set; an optional that holds nothing takes it away.
struct CasePatch {
    std::optional<std::optional<std::string>> owner_id{}, deputy_id{}, department_id{},
        touchpoint{};
    std::optional<std::string> title{}, kind{}, route{};
    Assessment assessment{};
};

// Refusal{invalid} naming what cannot be.
void check(const Assessment& said);
void check(
    const CasePatch& what, const casework::Rulebook& rulebook, const feedback::Directory& directory
);

// "severity=2 impact=3", as the log keeps it.
[[nodiscard]] std::string words_of(const Assessment& said);

// True when something differs now.
bool put(casework::Case& one, const Assessment& said);

// Rows of the log, drawn before the transaction that may run twice.
struct PatchSteps {
    casework::Step owner, assessed, changed;
};

// Changes the case; gives the rows that its log grows by.
[[nodiscard]] std::vector<casework::Step> put(
    casework::Case& one, const CasePatch& what, PatchSteps steps
);

}  // namespace styk::story

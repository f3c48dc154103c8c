// By what rows are one person's: ids of their feedback, cases, mails …, addresses, and the words by
// which they are recognised in texts of others.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "db/reader.h"
#include "privacy/register.h"

namespace styk::privacy {

struct Traces {
    Subject subject = Subject::customer;
    std::string id, name;
    std::map<Trace, std::vector<std::string>> ids;

    // Struck out wherever a carrier holds them: name, addresses, the key in quotation marks; each
    // also as search texts hold it.
    std::vector<std::string> marks;
    // The longest piece of each of their comments that survives shortening, masking and HTML.
    std::vector<std::string> quotes;

    [[nodiscard]] const std::vector<std::string>& of(Trace trace) const;
};

// Nothing when there is no such customer or user.
[[nodiscard]] std::optional<Traces> find_traces(
    db::Reader& reader, Subject subject, const std::string& id
);

// Where rows of a part are found: conditions on one column each, with what they are asked.
struct Found {
    std::string where;  // "\"case_id\" IN ($1, …)"
    std::vector<std::string> values;
};

[[nodiscard]] std::vector<Found> conditions_of(const Part& part, const Traces& traces);

// Runs `ask` with the parameters of a condition.
[[nodiscard]] std::vector<db::Param> params_of(const Found& found);

// The piece of a comment by which a copy of it is known; empty when it is too short to be anybody's
// own.
[[nodiscard]] std::string telling_piece(std::string_view comment);

}  // namespace styk::privacy

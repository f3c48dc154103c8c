// Findings as they are stored: JSON with short names and spans as pairs of numbers, a third of what
// findings_json.h writes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "feedback/reading.h"
#include "text/findings.h"

namespace styk::feedback {

[[nodiscard]] std::string write_findings(const text::Findings& findings);

// Nothing when it is not what write_findings writes.
[[nodiscard]] std::optional<text::Findings> read_findings(std::string_view text);

// What people said put over what was found. A label that a person gave has probability 1 and no
// words that made it so.
[[nodiscard]] text::Findings corrected(
    text::Findings findings, const std::vector<Correction>& corrections
);

// What is kept of findings: `findings` before corrections, the labels after them.
[[nodiscard]] Reading reading_of(
    const text::Findings& findings, const std::vector<Correction>& corrections, std::string by
);

}  // namespace styk::feedback

// The mergeable objects of customer value and of journeys as bytes: a version, a kind, then
// little-endian numbers. Reading gives nothing on anything else, never a half-read object.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stats/classifier_score.h"
#include "stats/concentration.h"
#include "stats/customer_base.h"
#include "stats/survival.h"
#include "stats/transitions.h"
#include "stats/variants.h"

namespace styk::stats {

[[nodiscard]] std::string to_bytes(const ValueHistogram& of);
[[nodiscard]] std::string to_bytes(std::span<const CustomerSummary> of);
[[nodiscard]] std::string to_bytes(const SurvivalTable& of);
[[nodiscard]] std::string to_bytes(const ScoreBins& of);
[[nodiscard]] std::string to_bytes(const Transitions& of);
[[nodiscard]] std::string to_bytes(const Triples& of);
[[nodiscard]] std::string to_bytes(const Variants& of);

[[nodiscard]] std::optional<ValueHistogram> value_histogram_from_bytes(std::string_view bytes);
[[nodiscard]] std::optional<std::vector<CustomerSummary>> customers_from_bytes(
    std::string_view bytes
);
[[nodiscard]] std::optional<SurvivalTable> survival_table_from_bytes(std::string_view bytes);
[[nodiscard]] std::optional<ScoreBins> score_bins_from_bytes(std::string_view bytes);
[[nodiscard]] std::optional<Transitions> transitions_from_bytes(std::string_view bytes);
[[nodiscard]] std::optional<Triples> triples_from_bytes(std::string_view bytes);
[[nodiscard]] std::optional<Variants> variants_from_bytes(std::string_view bytes);

}  // namespace styk::stats

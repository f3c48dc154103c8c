// Counts for answers that are not independent: a customer who answers ten times says less than ten
// customers. The sums of each row are what stats/clusters.h makes a mean and its error of.
#pragma once

#include <optional>

#include "cube/weighted.h"

namespace styk::cube {

struct ClusterQuestion {
    Question of{};                       // only given scores are answers; groups are not counted
    std::vector<std::int32_t> points{};  // x: what a score is worth; 0 past its end
    std::optional<Weights> weights{};    // none: every answer weighs 1
};

// A cluster c is a customer in this row, or a group without a customer. W_c: the sum of its
// weights, X_c: that of w x. Without weights all sums are whole numbers.
struct ClusterRow {
    std::vector<std::int64_t> keys{};
    std::uint64_t n = 0, clusters = 0;
    double w = 0, wx = 0, w2 = 0, w2x = 0, w2x2 = 0;  // over answers
    double ww = 0, wwx = 0, wxwx = 0;                 // over clusters: W_c^2, W_c X_c, X_c^2

    friend bool operator==(const ClusterRow&, const ClusterRow&) = default;
};

struct ClusterAnswer {
    std::vector<ClusterRow> rows{};  // only those with an answer, ascending by keys
    std::int64_t position = 0;
};

// Takes up to a hundred bytes for each customer in each row while it counts. The answer does not
// depend on threads. Throws as count_weighted does; the customer is one grouping more.
[[nodiscard]] ClusterAnswer count_clustered(const Cube& cube, const ClusterQuestion& question);

}  // namespace styk::cube

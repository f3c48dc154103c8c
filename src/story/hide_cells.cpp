#include "story/hide_cells.h"

#include <map>

#include "stats/anonymity.h"

namespace styk::story {

std::vector<bool> rows_to_hide(
    const std::vector<CellKeys>& keys, const std::vector<std::uint64_t>& n, std::uint64_t least
) {
    if (least <= 1 || keys.empty()) {
        return std::vector<bool>(keys.size(), false);
    }
    std::vector<std::map<std::optional<std::string>, std::uint32_t>> codes(keys.front().size());
    std::vector<stats::GroupedCell> cells;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        auto& cell = cells.emplace_back();
        cell.n = n[i];
        for (std::size_t g = 0; g < codes.size(); ++g) {
            const auto next = static_cast<std::uint32_t>(codes[g].size());
            cell.at.push_back(codes[g].emplace(keys[i][g], next).first->second);
        }
    }
    return stats::hidden_cells(cells, least);
}

}  // namespace styk::story

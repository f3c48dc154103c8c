// The tree that parent_id makes of a list of locations.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "firm/location.h"

namespace styk::firm {

inline constexpr int deepest_location = 8;

class LocationTree {
public:
    LocationTree() = default;
    explicit LocationTree(const std::vector<Location>& locations);

    // What would be wrong with the tree if `location` stood in it as it is: an unknown parent, a
    // circle, too deep.
    [[nodiscard]] std::optional<Problem> problem_with(const Location& location) const;

private:
    struct Node {
        Location location;
        std::vector<std::size_t> children;
    };

    [[nodiscard]] const Node* find(const Id<Location>& id) const;
    [[nodiscard]] int height_of(const Node& node) const;  // 1: nothing below

    std::vector<Node> nodes_;
    std::unordered_map<std::string, std::size_t> by_id_;  // id as text -> place in nodes_
};

}  // namespace styk::firm

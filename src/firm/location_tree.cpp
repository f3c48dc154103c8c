#include "firm/location_tree.h"

#include <algorithm>
#include <fmt/format.h>

namespace styk::firm {

LocationTree::LocationTree(const std::vector<Location>& locations) {
    for (const Location& location : locations) {
        by_id_.emplace(location.id.text(), nodes_.size());
        nodes_.push_back({location, {}});
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const auto& parent = nodes_[i].location.parent_id;
        const auto at = parent ? by_id_.find(parent->text()) : by_id_.end();
        if (at != by_id_.end()) {
            nodes_[at->second].children.push_back(i);
        }
    }
}

const LocationTree::Node* LocationTree::find(const Id<Location>& id) const {
    const auto at = by_id_.find(id.text());
    return at == by_id_.end() ? nullptr : &nodes_[at->second];
}

int LocationTree::height_of(const Node& node) const {
    int highest = 0;
    for (const std::size_t child : node.children) {
        highest = std::max(highest, height_of(nodes_[child]));
    }
    return highest + 1;
}

std::optional<Problem> LocationTree::problem_with(const Location& location) const {
    int above = 0;
    for (auto parent = location.parent_id; parent; ++above) {
        const Node* node = find(*parent);
        if (node == nullptr) {
            return Problem{"/parent_id", "is no location"};
        }
        if (node->location.id == location.id) {
            return Problem{"/parent_id", "must not be the location itself or one below it"};
        }
        parent = node->location.parent_id;
    }
    const Node* known = find(location.id);
    if (above + (known == nullptr ? 1 : height_of(*known)) > deepest_location) {
        return Problem{
            "/parent_id", fmt::format("would make the tree deeper than {}", deepest_location)
        };
    }
    return {};
}

}  // namespace styk::firm

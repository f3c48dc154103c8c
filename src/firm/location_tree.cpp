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

void LocationTree::collect(const Node& node, std::vector<const Node*>& out) const {
    out.push_back(&node);
    for (const std::size_t child : node.children) {
        collect(nodes_[child], out);
    }
}

std::set<std::string> LocationTree::below(const Id<Location>& id) const {
    std::vector<const Node*> found;
    if (const Node* node = find(id)) {
        collect(*node, found);
    }
    std::set<std::string> keys;
    for (const Node* node : found) {
        keys.insert(node->location.key);
    }
    return keys;
}

std::set<std::string> LocationTree::below(std::string_view key) const {
    const auto node = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& one) {
        return one.location.key == key;
    });
    return node == nodes_.end() ? std::set<std::string>() : below(node->location.id);
}

std::vector<Id<Location>> LocationTree::ids_below(const Id<Location>& id) const {
    std::vector<const Node*> found;
    if (const Node* node = find(id)) {
        collect(*node, found);
    }
    std::vector<Id<Location>> ids;
    for (const Node* node : found) {
        ids.push_back(node->location.id);
    }
    return ids;
}

bool LocationTree::has_children(const Id<Location>& id) const {
    const Node* node = find(id);
    return node != nullptr && !node->children.empty();
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

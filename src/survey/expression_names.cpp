// What a name in braces stands for.
#include <algorithm>

#include "base/text.h"
#include "survey/coercion.h"
#include "survey/expression.h"

namespace styk::survey {

namespace {

struct Step {
    std::string name;
    std::optional<int> index;
};

Step read_step(std::string_view text) {
    const std::size_t open = text.rfind('[');
    if (!text.ends_with(']') || open == std::string_view::npos) {
        return {std::string(text), {}};
    }
    const auto index = written_number(text.substr(open + 1, text.size() - open - 2));
    if (!index) {
        return {std::string(text), {}};
    }
    return {std::string(text.substr(0, open)), static_cast<int>(*index)};
}

std::vector<Step> read_path(std::string_view name) {
    std::vector<Step> path;
    for (const std::string_view part : split(name, '.')) {
        path.push_back(read_step(part));
    }
    return path;
}

std::optional<Value> member(const Map& map, const std::string& name) {
    const std::string wanted = to_lower(name);
    const auto found = std::find_if(map.begin(), map.end(), [&](const auto& one) {
        return one.first.size() == wanted.size() ? to_lower(one.first) == wanted
                                                 : one.first == name;
    });
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Value> member(const Value& value, const std::string& name) {
    if (const auto* list = value.as<List>(); list != nullptr && name == "length") {
        return Value(static_cast<double>(list->size()));
    }
    if (const auto* text = value.as<std::string>(); text != nullptr && name == "length") {
        return Value(static_cast<double>(count_code_points(*text)));
    }
    const auto* map = value.as<Map>();
    return map == nullptr ? std::nullopt : member(*map, name);
}

std::optional<Value> at(const Value& value, int index) {
    const auto* list = value.as<List>();
    if (list == nullptr) {
        return {};
    }
    const int size = static_cast<int>(list->size());
    index = index < 0 ? size + index : index;
    return index < 0 || index >= size ? std::nullopt
                                      : std::optional((*list)[static_cast<std::size_t>(index)]);
}

std::string joined(const std::vector<Step>& path, std::size_t first, std::size_t last) {
    std::string name = path[first].name;
    for (std::size_t i = first + 1; i <= last; ++i) {
        name += "." + path[i].name;
    }
    return name;
}

// A name may hold dots itself, so the longest that fits is taken first.
std::optional<Value> follow(const Value& value, const std::vector<Step>& path, std::size_t first) {
    if (first == path.size()) {
        return value;
    }
    std::size_t last = first;
    while (last + 1 < path.size() && !path[last].index) {
        ++last;
    }
    for (std::size_t end = last + 1; end-- > first;) {
        auto found = member(value, joined(path, first, end));
        if (found && path[end].index) {
            found = at(*found, *path[end].index);
        }
        if (found) {
            return follow(*found, path, end + 1);
        }
    }
    return {};
}

}  // namespace

std::optional<Value> look_up(const Scope& scope, std::string_view name) {
    const auto path = read_path(name);
    for (const Map* map : {scope.values, scope.further}) {
        if (map != nullptr) {
            if (auto found = follow(*map, path, 0)) {
                return found;
            }
        }
    }
    return {};
}

}  // namespace styk::survey

#include "http/router.h"

#include "base/text.h"
#include "json/json.h"

namespace styk::http {

namespace {

bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& values) {
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    values.clear();
    if (wanted.size() != given.size()) {
        return false;
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{')) {
            if (given[i].empty()) {
                return false;
            }
            values.emplace_back(given[i]);
        } else if (wanted[i] != given[i]) {
            return false;
        }
    }
    return true;
}

}  // namespace

void Router::add(net::Method method, std::string pattern, Access access, Handler handler, Doc doc) {
    routes_.push_back({method, std::move(pattern), access, std::move(handler), doc});
}

void Router::add_schema(std::string_view name, const json::Object& schema) {
    schemas_.emplace_back(name, json::write(schema));
}

json::Object Router::schemas() const {
    json::Object all;
    for (const auto& [name, text] : schemas_) {
        all[name] = json::parse(text);
    }
    return all;
}

Router::Match Router::match(net::Method method, std::string_view path) const {
    Match match;
    const auto wanted = method == net::Method::head ? net::Method::get : method;
    std::vector<std::string> values;
    for (const Route& route : routes_) {
        if (!fits(route.pattern, path, values)) {
            continue;
        }
        if (route.method == wanted) {
            // A path without places wins over one with: /touchpoints/suggestions over /touchpoints/{id}.
            if (match.route == nullptr || values.empty()) {
                match.route = &route;
                match.values = values;
            }
        }
        match.allowed.push_back(route.method);
    }
    return match;
}

}  // namespace styk::http

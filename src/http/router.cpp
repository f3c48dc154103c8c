#include "http/router.h"

#include "base/text.h"
#include "json/json.h"

namespace styk::http {

namespace {

bool fits(const std::vector<std::string>& wanted, const std::vector<std::string_view>& given) {
    if (wanted.size() != given.size()) {
        return false;
    }
    for (std::size_t i = wanted.size(); i-- > 0;) {  // the beginnings are alike
        if (wanted[i].starts_with('{') ? given[i].empty() : wanted[i] != given[i]) {
            return false;
        }
    }
    return true;
}

std::vector<std::string> values_at(
    const std::vector<std::string>& wanted, const std::vector<std::string_view>& given
) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].starts_with('{')) {
            values.emplace_back(given[i]);
        }
    }
    return values;
}

}  // namespace

void Router::add(net::Method method, std::string pattern, Access access, Handler handler, Doc doc) {
    const auto cut = split(pattern, '/');
    std::vector<std::string> parts(cut.begin(), cut.end());
    routes_.push_back(
        {method, std::move(pattern), std::move(parts), access, std::move(handler), std::move(doc)}
    );
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
    const auto given = split(path, '/');
    for (const Route& route : routes_) {
        if (!fits(route.parts, given)) {
            continue;
        }
        match.allowed.push_back(route.method);
        auto values = values_at(route.parts, given);
        // A path without places wins over one with: /touchpoints/suggestions over
        // /touchpoints/{id}. Else the first does.
        if (route.method == wanted &&
            (match.route == nullptr || (values.empty() && !match.values.empty()))) {
            match.route = &route;
            match.values = std::move(values);
        }
    }
    return match;
}

}  // namespace styk::http

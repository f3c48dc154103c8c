#include "insight/outcome.h"

#include <fmt/format.h>

namespace styk::insight {

namespace {

constexpr std::string_view attribute = "attribute.";

template <class... Args>
tl::unexpected<Problem> wrong(
    std::string_view name, fmt::format_string<Args...> message, Args&&... args
) {
    return tl::unexpected(
        Problem{std::string(name), fmt::format(message, std::forward<Args>(args)...)}
    );
}

Result<DriverOutcome> read_trait(
    const feedback::Directory& directory, std::string_view name, std::string_view text
) {
    const auto equals = text.find('=');
    const auto key = text.substr(attribute.size(), equals - attribute.size());
    const auto* found = directory.attributes.find(key);
    if (found == nullptr) {
        return wrong(name, "{} is not a declared attribute", key);
    }
    if (equals == std::string_view::npos || equals + 1 == text.size()) {
        return wrong(name, "names no value: attribute.KEY=VALUE");
    }
    return DriverOutcome{{}, Trait{found->key, std::string(text.substr(equals + 1))}};
}

}  // namespace

Result<Rated> read_rated(
    const feedback::Directory& directory, std::string_view name, std::string_view text
) {
    const auto at = text.find('@');
    const auto* metric = directory.metrics.find(text.substr(0, at));
    if (metric == nullptr) {
        return wrong(name, "there is no metric {}", text.substr(0, at));
    }
    if (at == std::string_view::npos) {
        return Rated{metric->key, {}};
    }
    const auto* touchpoint = directory.touchpoints.find(text.substr(at + 1));
    if (touchpoint == nullptr) {
        return wrong(name, "there is no touchpoint {}", text.substr(at + 1));
    }
    return Rated{metric->key, touchpoint->key};
}

Result<DriverOutcome> read_outcome(
    const feedback::Directory& directory, std::string_view name, std::string_view text
) {
    if (text.starts_with(attribute)) {
        return read_trait(directory, name, text);
    }
    auto rated = read_rated(directory, name, text);
    if (!rated) {
        return tl::unexpected(rated.error());
    }
    return DriverOutcome{*std::move(rated), {}};
}

}  // namespace styk::insight

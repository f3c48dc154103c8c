// What people call the things that figures are about, in one language: a touchpoint by its name, a
// channel of a new firm by the language's own word; and a filter as a list of such names.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feedback/directory.h"
#include "insight/outcome.h"
#include "record/list_query.h"
#include "story/speaker.h"

namespace styk::story {

class Names {
public:
    Names(const Speaker& speaker, const feedback::Directory& directory)
        : speaker_(speaker), directory_(directory) {}

    // "touchpoint", "attribute.class" …
    [[nodiscard]] std::string of_dimension(std::string_view dimension) const;

    // A key (or id) of a dimension; nothing: not given.
    [[nodiscard]] std::string of(std::string_view dimension, const std::optional<std::string>& key)
        const;
    [[nodiscard]] std::string of(const metric::Metric& metric) const;

    // A metric at a touchpoint: the touchpoint, else the metric.
    [[nodiscard]] std::string of(const insight::Rated& rated) const;

    // "NPS", "NPS, Check-in" or "Class: Business".
    [[nodiscard]] std::string of(const insight::DriverOutcome& outcome) const;

    // "Place: Gdańsk, Sopot", one a name of the filter vocabulary, in the order they came. Dates
    // and names that are no filters are left out. `user` names the owner with this id.
    [[nodiscard]] std::vector<std::string> of_filter(
        const record::Parameters& parameters,
        const std::function<std::string(const std::string&)>& user
    ) const;

private:
    [[nodiscard]] std::string said(std::string_view dimension, std::string_view key) const;

    const Speaker& speaker_;
    const feedback::Directory& directory_;
};

// The period of a filter in words: "24 August – 21 November 2026".
[[nodiscard]] std::string period_words(
    const feedback::Filter& filter, const feedback::Directory& directory, const Speaker& speaker
);

}  // namespace styk::story

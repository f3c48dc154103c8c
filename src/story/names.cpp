#include "story/names.h"

#include <algorithm>
#include <fmt/format.h>

namespace styk::story {

namespace {

constexpr std::string_view attribute = "attribute.";

template <class T>
std::optional<std::string> name_in(const feedback::Register<T>& all, std::string_view key) {
    const auto* found = all.find(key);
    return found == nullptr ? std::nullopt : std::optional(found->name);
}

// A new firm's channels have English names; one that the firm wrote itself wins over the word.
bool is_own_name(const firm::Channel& channel) {
    const auto first = firm::first_channels();
    return std::none_of(first.begin(), first.end(), [&](const firm::Channel& one) {
        return one.key == channel.key && one.name == channel.name;
    });
}

std::optional<std::string> registered(
    const feedback::Directory& directory, std::string_view dimension, std::string_view key
) {
    if (dimension == "touchpoint") {
        return name_in(directory.touchpoints, key);
    }
    if (dimension == "location" || dimension == "region") {
        return name_in(directory.locations, key);
    }
    if (dimension == "stage") {
        return name_in(directory.stages, key);
    }
    if (dimension == "brand") {
        return name_in(directory.brands, key);
    }
    return dimension == "department" ? name_in(directory.departments, key) : std::nullopt;
}

}  // namespace

std::string Names::said(std::string_view dimension, std::string_view key) const {
    const auto word = fmt::format("{}.{}", dimension, key);
    return speaker_.knows(word) ? speaker_.text(word) : std::string(key);
}

std::string Names::of_dimension(std::string_view dimension) const {
    if (dimension.starts_with(attribute)) {
        const auto key = dimension.substr(attribute.size());
        return name_in(directory_.attributes, key).value_or(std::string(key));
    }
    return speaker_.text(fmt::format("dim.{}", dimension == "region" ? "location" : dimension));
}

std::string Names::of(std::string_view dimension, const std::optional<std::string>& key) const {
    if (!key || key->empty()) {
        return speaker_.text("none");
    }
    if (dimension == "metric") {
        const auto* metric = directory_.metrics.find(*key);
        return metric == nullptr ? *key : of(*metric);
    }
    if (dimension == "channel") {
        const auto* channel = directory_.channels.find(*key);
        return channel != nullptr && is_own_name(*channel) ? channel->name : said(dimension, *key);
    }
    const auto name = registered(directory_, dimension, *key);
    return name ? *name : said(dimension, *key);
}

std::string Names::of(const metric::Metric& metric) const {
    const auto word = fmt::format("metric.{}", metric.key);
    return metric.built_in && speaker_.knows(word) ? speaker_.text(word) : metric.name;
}

std::string Names::of(const insight::Rated& rated) const {
    return rated.touchpoint ? of("touchpoint", rated.touchpoint) : of("metric", rated.metric);
}

std::string Names::of(const insight::DriverOutcome& outcome) const {
    if (outcome.trait) {
        const auto name = of_dimension("attribute." + outcome.trait->attribute);
        return fmt::format("{}: {}", name, outcome.trait->value);
    }
    const auto metric = of("metric", outcome.rated.metric);
    return outcome.rated.touchpoint
               ? fmt::format("{}, {}", metric, of("touchpoint", outcome.rated.touchpoint))
               : metric;
}

std::vector<std::string> Names::of_filter(
    const record::Parameters& parameters, const std::function<std::string(const std::string&)>& user
) const {
    std::vector<std::pair<std::string, std::vector<std::string>>> lines;
    for (const auto& [name, value] : parameters) {
        const bool filters = name.starts_with(attribute) || speaker_.knows("dim." + name);
        if (!filters || name == "metric") {
            continue;
        }
        const bool negated = value.starts_with('!');
        const auto key = negated ? value.substr(1) : value;
        const bool yes_or_no = name == "has_comment" || name == "handled";
        auto words = name == "owner" ? user(key)
                     : yes_or_no     ? speaker_.text(key == "true" ? "yes" : "no")
                                     : of(name, key);
        words = negated ? speaker_.text("not", {{"name", words}}) : words;
        auto line = std::find_if(lines.begin(), lines.end(), [&](const auto& one) {
            return one.first == name;
        });
        if (line == lines.end()) {
            line = lines.insert(lines.end(), {name, {}});
        }
        line->second.push_back(std::move(words));
    }
    std::vector<std::string> out;
    out.reserve(lines.size());
    for (const auto& [name, words] : lines) {
        out.push_back(fmt::format("{}: {}", of_dimension(name), fmt::join(words, ", ")));
    }
    return out;
}

std::string period_words(
    const feedback::Filter& filter, const feedback::Directory& directory, const Speaker& speaker
) {
    const auto& language = speaker.language();
    std::optional<Day> first, last;
    if (filter.from) {
        first = directory.zone.day_of(*filter.from);
    }
    if (filter.to) {
        last = directory.zone.day_of({filter.to->us - 1});
    }
    return first && last ? language.days(*first, *last)
           : first       ? speaker.text("page.from", {{"day", language.day(*first)}})
           : last        ? speaker.text("page.until", {{"day", language.day(*last)}})
                         : speaker.text("page.all_time");
}

}  // namespace styk::story

#include "story/suggest_touchpoints.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "customer/bind_store.h"
#include "customer/event_store.h"
#include "feedback/theme_store.h"
#include "journey/touchpoint_source_store.h"
#include "json/json.h"
#include "story/guard.h"

namespace styk::story {

namespace {

using Counts = std::map<std::string, std::uint64_t>;

constexpr std::uint64_t least_comments = 10;
constexpr double least_share = 0.2;  // of a topic's comments: most others have their touchpoint
constexpr std::uint64_t least_voices = 20;  // of a theme: its words were found, not given
constexpr double most_of = 0.5;             // of a theme's comments name no touchpoint
constexpr std::size_t most_of_a_kind = 20;

Counts count_topics(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const feedback::Filter& filter
) {
    Counts out;
    for (const auto& row : engine.count_records(directory, "topic", filter)) {
        if (row.key) {
            out[*row.key] = row.records;
        }
    }
    return out;
}

std::uint64_t at(const Counts& counts, const std::string& key) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

void add_topics(
    std::vector<TouchpointSuggestion>& out,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor
) {
    auto filter = figures_filter({}, actor, directory);
    filter.has_comment = true;
    const auto all = count_topics(engine, directory, filter);
    filter.clauses.push_back({feedback::Criterion::touchpoint, {}, {}});
    for (const auto& touchpoint : directory.touchpoints.all()) {
        filter.clauses.back().values.push_back(touchpoint.key);
    }
    const auto placed = count_topics(engine, directory, filter);
    std::vector<TouchpointSuggestion> topics;
    for (const auto& [key, n] : all) {
        const auto without = n - std::min(n, at(placed, key));
        const auto* topic = directory.topics.find(key);
        const bool many = without >= least_comments &&
                          static_cast<double>(without) >= least_share * static_cast<double>(n);
        if (many && topic != nullptr && directory.touchpoints.find(key) == nullptr) {
            topics.push_back({"topic", key, topic->name, n, without});
        }
    }
    std::stable_sort(topics.begin(), topics.end(), [](const auto& a, const auto& b) {
        return a.without_touchpoint > b.without_touchpoint;
    });
    topics.resize(std::min(topics.size(), most_of_a_kind));
    out.insert(out.end(), topics.begin(), topics.end());
}

std::uint64_t without_touchpoint(const feedback::Theme& theme) {
    const auto trend = json::try_parse(theme.trend);
    const auto* n = trend && trend->is_object()
                        ? trend->get_object().if_contains("without_touchpoint")
                        : nullptr;
    return n != nullptr && n->is_int64() ? static_cast<std::uint64_t>(n->get_int64()) : 0;
}

// Words of what has a name already: touchpoints and topics, folded.
std::vector<std::string> words_known(const feedback::Directory& directory) {
    std::vector<std::string> out;
    const auto add = [&](const std::string& text) {
        const auto folded = fold_for_search(text);
        for (const auto word : split(folded, ' ')) {
            out.emplace_back(word);
        }
    };
    for (const auto& touchpoint : directory.touchpoints.all()) {
        add(touchpoint.key);
        add(touchpoint.name);
    }
    for (const auto& topic : directory.topics.all()) {
        add(topic.name);
    }
    return out;
}

// Forms of one word: they begin alike, and differ by an ending at most. Short words have forms
// that nothing tells from other words: "bus" and "business".
bool are_forms(std::string_view one, std::string_view other) {
    if (one == other) {
        return true;
    }
    constexpr std::size_t least_alike = 4, longest_ending = 3;
    const auto letters = [](std::string_view text) { return count_code_points(text); };
    const auto differ = std::ranges::mismatch(one, other).in1;
    const std::string_view alike = one.substr(0, static_cast<std::size_t>(differ - one.begin()));
    const auto shorter = std::min(letters(one), letters(other));
    // Half a letter of two bytes may be alike: at most one too many is counted.
    return letters(alike) >= least_alike && letters(alike) + longest_ending >= shorter;
}

bool is_known(const std::string& word, const std::vector<std::string>& known) {
    const auto folded = fold_for_search(word);
    return std::ranges::any_of(known, [&](const auto& one) { return are_forms(folded, one); });
}

// What many speak of at no touchpoint, in words that name none: the rest is what comments are made
// of everywhere.
void add_themes(
    std::vector<TouchpointSuggestion>& out, db::Reader& reader, const feedback::Directory& directory
) {
    const auto known = words_known(directory);
    std::size_t n = 0;
    for (const auto& theme : feedback::list_themes(reader, "suggested")) {
        const auto without = without_touchpoint(theme);
        constexpr std::ptrdiff_t words = 3;
        const auto end =
            theme.words.begin() + std::min<std::ptrdiff_t>(words, std::ssize(theme.words));
        const bool many = without >= least_voices &&
                          static_cast<double>(without) >= most_of * static_cast<double>(theme.n);
        const bool is_new = std::none_of(theme.words.begin(), end, [&](const auto& word) {
            return is_known(word, known);
        });
        if (many && is_new && n++ < most_of_a_kind) {
            out.push_back(
                {"theme",
                 theme.id,
                 fmt::format("{}", fmt::join(theme.words.begin(), end, " · ")),
                 static_cast<std::uint64_t>(theme.n),
                 without}
            );
        }
    }
}

}  // namespace

std::vector<TouchpointSuggestion> suggest_touchpoints(
    db::Reader& reader,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor
) {
    std::vector<TouchpointSuggestion> out;
    for (const auto& event : customer::list_suggestions(reader)) {
        const auto n = static_cast<std::uint64_t>(event.count);
        out.push_back({"event", event.type, event.type, n, n, event.last_at});
    }
    add_topics(out, engine, directory, actor);
    add_themes(out, reader, directory);
    const auto known = journey::list_sources(reader);
    std::erase_if(out, [&](const TouchpointSuggestion& one) {
        return std::any_of(known.begin(), known.end(), [&](const auto& source) {
            return source.kind == one.kind && source.name == one.name && one.kind != "event";
        });
    });
    return out;
}

void accept_suggestion(
    db::Tx& tx,
    const std::string& kind,
    const std::string& name,
    journey::Touchpoint& touchpoint,
    bool is_new,
    const db::Change& by
) {
    if (is_new) {
        db::add(tx, touchpoint, by);
    }
    journey::put_source(tx, {kind, name, touchpoint.key});
    if (kind == "event") {
        customer::bind_events_of(tx, name, touchpoint.key);
    }
    customer::bind_events(tx);
}

}  // namespace styk::story

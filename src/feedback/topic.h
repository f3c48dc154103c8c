// What comments are read for, as the firm has it: topics and emotions, the built-in ones and its
// own. They are switched off or merged, never removed.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"
#include "text/taxonomy.h"

namespace styk::feedback {

// How many of each a firm can have: what is counted by has a place in 256 bits of the cube, a topic
// one for each sentiment.
inline constexpr std::size_t most_topics = 40, most_emotions = 30;

struct Topic {
    Id<Topic> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    record::JsonObject names{};     // {"pl": "Dostawa"}
    record::JsonObject patterns{};  // {"pl": ["kurier*"]}: words of the firm's own (text/matcher.h)
    bool active = true;
    std::optional<std::string> merged_into{};  // key of another topic, told in its place
    bool built_in = false;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(
    Topic,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     names,
     patterns,
     active,
     merged_into,
     built_in,
     position)
)

struct Emotion {
    Id<Emotion> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;
    std::string key, name;
    record::JsonObject names{}, patterns{};
    bool active = true;
    bool built_in = false;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(
    Emotion,
    (),
    (id, revision, created_at, updated_at, key, name, names, patterns, active, built_in, position)
)

// Those that every firm has from its first day; ids are the caller's to set.
[[nodiscard]] std::vector<Topic> built_in_topics();
[[nodiscard]] std::vector<Emotion> built_in_emotions();

// The keys of intents, of which a firm has no own.
[[nodiscard]] const std::vector<std::string>& intents();
[[nodiscard]] const std::vector<std::string>& sentiments();

// How comments are read by these.
[[nodiscard]] text::Taxonomy taxonomy_of(
    const std::vector<Topic>& topics, const std::vector<Emotion>& emotions
);

// Changes when comments are read otherwise, and not when names do.
[[nodiscard]] std::string version_of(
    const std::vector<Topic>& topics, const std::vector<Emotion>& emotions
);

// The name in a language; else the firm's.
[[nodiscard]] std::string name_in(const Topic& topic, std::string_view language);

}  // namespace styk::feedback

namespace styk::record {
template <>
const Shape& shape_of<feedback::Topic>();
template <>
const Shape& shape_of<feedback::Emotion>();
}  // namespace styk::record

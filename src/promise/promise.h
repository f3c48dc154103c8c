// What the firm says of itself, in words or otherwise: who said it when, which touchpoints must
// keep it, by which metrics that is known, and what it means for those who keep it.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::promise {

BOOST_DEFINE_ENUM_CLASS(PromiseKind, verbal, non_verbal, slogan, campaign)
BOOST_DEFINE_ENUM_CLASS(PromiseState, draft, live, withdrawn)

struct Promise {
    Id<Promise> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key;
    std::string text;            // as the firm says it
    record::JsonObject texts{};  // {"pl": "…"}: in other languages
    PromiseKind kind = PromiseKind::verbal;
    std::optional<std::string> source{};  // where it is said
    std::string made_on;                  // the firm's day, "2026-08-20"
    std::optional<std::string> audience{};
    std::vector<std::string> touchpoint_ids{};  // that must keep it

    // Keys of metrics. What was expected and what was lived are on the same scale.
    std::optional<std::string> expectation_metric{}, experience_metric{}, kept_metric{},
        believed_metric{};
    PromiseState state = PromiseState::draft;
    record::JsonList roles{};  // what it means for whom; parts_of() reads it
    std::int64_t position = 0;

    friend bool operator==(const Promise&, const Promise&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Promise,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     text,
     texts,
     kind,
     source,
     made_on,
     audience,
     touchpoint_ids,
     expectation_metric,
     experience_metric,
     kept_metric,
     believed_metric,
     state,
     roles,
     position)
)

// "What this means for you": for a role or a department, or for everybody when it names neither.
struct Part {
    std::optional<std::string> role{}, department_id{};
    std::string text;

    friend bool operator==(const Part&, const Part&) = default;
};

inline constexpr std::size_t longest_key = 46;  // metrics are called promise_KEY_expected
inline constexpr std::size_t most_touchpoints = 100;
inline constexpr std::size_t most_parts = 50;

[[nodiscard]] std::vector<Part> parts_of(const Promise& promise);

// The words in that language, else as the firm says them.
[[nodiscard]] std::string text_in(const Promise& promise, std::string_view language);

// Changes whenever the promise or what it means for somebody is worded otherwise.
[[nodiscard]] std::string words_of(const Promise& promise);

// Rules over more than one field: pairs of metrics, the form of texts and roles.
[[nodiscard]] Problems check(const Promise& promise);

}  // namespace styk::promise

namespace styk::record {
template <>
const Shape& shape_of<promise::Promise>();
}  // namespace styk::record

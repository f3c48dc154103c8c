// What facts are counted by. The number of a dimension is part of the stored facts and never
// changes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace styk::feedback {

enum class Dimension : std::uint16_t {
    channel = 0,
    source = 1,
    kind = 2,
    language = 3,
    touchpoint = 4,  // of the feedback; each rating has its own beside it
    location = 5,
    brand = 6,
    lifecycle = 7,
    segment = 8,
    survey = 9,
    survey_kind = 10,
    sentiment = 11
};

inline constexpr std::array<std::string_view, 12> dimension_names{
    "channel",
    "source",
    "kind",
    "language",
    "touchpoint",
    "location",
    "brand",
    "lifecycle",
    "segment",
    "survey",
    "survey_kind",
    "sentiment"
};

// Declared attributes follow, in the order in which they were first seen (their code in the terms
// "attribute").
inline constexpr std::uint16_t first_attribute_dimension = 16;

// Names of terms that are no dimension of the feedback.
inline constexpr std::string_view metric_terms = "metric";
inline constexpr std::string_view attribute_terms = "attribute";
inline constexpr std::string_view said_terms = "said";  // Reading::said, the topics of the cube

// Bits of GroupFacts::flags.
inline constexpr unsigned flag_has_comment = 0;

}  // namespace styk::feedback

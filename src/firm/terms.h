// What the firm calls customers, journeys, touchpoints and cases: a word for all languages, or the
// word's forms in each, since Polish and Russian decline it.
//
//   {"customer": "guest"}
//   {"customer": {"en": {"one": "guest", "other": "guests"},
//                 "pl": {"gender": "m", "one": [six cases], "other": [six cases]}}}
//
// Cases: nominative, genitive, dative, accusative, instrumental, locative.
#pragma once

#include <string>

#include "base/result.h"

namespace styk::firm {

inline constexpr std::size_t longest_term = 60;     // characters of one form
inline constexpr std::size_t longest_words = 8000;  // bytes of all of them

// Pointers are "/words/customer/pl/one/2".
[[nodiscard]] Problems check_terms(const std::string& words);

}  // namespace styk::firm

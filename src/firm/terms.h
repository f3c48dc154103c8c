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
#include <string_view>

#include "base/result.h"
#include "json/fwd.h"

namespace styk::firm {

inline constexpr std::size_t longest_term = 60;     // characters of one form
inline constexpr std::size_t longest_words = 8000;  // bytes of all of them

// Pointers are "/words/customer/pl/one/2".
[[nodiscard]] Problems check_terms(const std::string& words);

// A text of ours with such words in brackets, in the form they need ("[[klientów:A]]"; the letter
// n g d a i l, or N G D A I L for many, says the case where one form serves several), in the words
// of the firm: its own forms where it has them for that language, else ours; "[[Klient]]" begins
// with a capital. "[[nowy|nowa|nowe:case]]" agrees with the word: masculine, feminine, neuter. What
// else stands in brackets stays.
[[nodiscard]] std::string in_own_words(
    std::string_view text, std::string_view language, const std::string& words
);

// The same for every text of a document that stands in a member named en, pl or ru.
void put_own_words(json::Value& document, const std::string& words);

}  // namespace styk::firm

// What an employee says as one. Nobody may be found out by it, so it waits until enough others have
// spoken and then joins the inbox in a lot of voices that look alike.
#pragma once

#include <string>
#include <vector>

#include "feedback/directory.h"
#include "feedback/feedback.h"

namespace styk::feedback {

[[nodiscard]] inline bool is_voice(const Feedback& feedback) {
    return feedback.kind == Kind::employee_voice;
}

// How alike voices must be to be let out together; the longer one has waited, the less.
enum class Likeness { place_and_touchpoint, place, ratings, kind };

// Voices with the same name may go together: the import they came with (or none), and what
// `likeness` says; down to `ratings` they rate the same metrics.
[[nodiscard]] std::string likeness_name(const Feedback& voice, Likeness likeness);

// What may be seen of a voice, in the order in which voices are divided by it: metrics, place,
// touchpoints, month (a number that rises), channel, language, brand, source, attributes.
inline constexpr std::size_t month_trait = 3;
[[nodiscard]] std::vector<std::string> traits_of(const Feedback& voice, const Directory& directory);

// The place nearest to all of these that holds them; empty: none does.
[[nodiscard]] std::string place_of_all(
    const std::vector<std::string>& places, const Directory& directory
);

// One lot: everything but the words and the values of the ratings becomes the same in all. Where
// they differ: the place that holds all of theirs, the channel "other", the source "staff", and no
// touchpoint, brand, language, tags or attributes. They are dated on the first of the month of the
// last of them and received on the day `joined`. A rating that fewer than `least` of the lot gave
// loses its touchpoint, and is left out when even so there are too few.
void make_alike(
    std::vector<Feedback>& lot, const Directory& directory, std::size_t least, Instant joined
);

}  // namespace styk::feedback

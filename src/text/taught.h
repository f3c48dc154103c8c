// What people of a firm taught: corrections of labels become a small model that is added to the
// trained one, so that what was learned from many texts stays and what this firm knows counts more.
//
// The log-odds of a text are those of the trained model plus those taught. Without lessons, and for
// texts unlike all lessons, nothing changes. Bytes as model.h has them: columns negative, neutral,
// positive, and the labels that lessons spoke of.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "text/findings.h"
#include "text/language.h"
#include "text/reader.h"

namespace styk::text {

struct Lesson {
    std::string text;
    std::optional<Tone> tone{};        // what it is; mixed teaches nothing of the sides
    std::vector<std::string> shows{};  // "topic.price", "intent.churn" …: labels it has
    std::vector<std::string> lacks{};  // labels it has not
    double weight = 1;                 // of a correction; a label guessed from a score weighs less
};

// The bytes of what is taught, for `Reader`'s `taught`. The same lessons in the same order give the
// same bytes. `reader` reads without lessons. Nothing where it does not read the language.
[[nodiscard]] std::optional<std::string> teach(
    const Reader& reader, Language language, std::span<const Lesson> lessons
);

// How many labels of texts are read as the lessons say.
struct Score {
    std::size_t texts = 0;   // with a tone; mixed ones are not counted
    double accuracy = 0;     // of their tones, 0..1
    double macro_f1 = 0;     // over the tones that occur
    std::size_t labels = 0;  // shown or lacking, of all lessons
    double right = 0;        // share of them, 0..1
};

struct Trial {
    Score before, after;
};

// What teaching would change, on lessons that were held back: each fifth is read by what the others
// teach. Lessons of weight below 1 are never held back.
[[nodiscard]] Trial try_lessons(
    const Reader& reader, Language language, std::span<const Lesson> lessons
);

}  // namespace styk::text

// What was read in a comment. Every span is bytes [from, to) of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/personal_data.h"
#include "text/tokens.h"

namespace styk::text {

enum class Tone : std::uint8_t { negative, neutral, positive, mixed };

[[nodiscard]] std::string_view name_of(Tone tone);

struct Sentiment {
    Tone label = Tone::neutral;
    double score = 0;  // -1..1: probability of positive minus probability of negative
    int ordinal = 3;   // 1..5: the score in five steps

    friend bool operator==(const Sentiment&, const Sentiment&) = default;
};

// Words that decided, and how much: -1..1, negative to positive; the strongest is 1 or -1.
struct Weighed {
    Span span;
    double weight = 0;
};

struct Label {
    std::string key;
    double probability = 0;       // 0..1, calibrated
    std::vector<Span> because{};  // the words that made it so, in order
};

struct Topic {
    std::string key;
    double probability = 0;
    std::vector<Span> because{};
    Sentiment sentiment{};  // of the clauses that speak of it
};

struct Clause {
    Span span;
    Sentiment sentiment{};
    std::vector<std::string> topics{};  // keys
};

struct Findings {
    std::string language;  // "pl", "ru", "en"; another code: known, not read; "": unknown
    std::optional<Sentiment> sentiment{};  // none where the language is not read or nothing is said
    std::vector<Weighed> because{};        // of the sentiment
    std::vector<Topic> topics{};           // the most probable first, as all labels
    std::vector<Label> intents{};
    std::vector<Label> emotions{};
    std::vector<PersonalData> personal_data{};
    std::vector<Span> profanity{};
    std::vector<Clause> clauses{};
    std::string model{};  // version of what read it (Reader::version); "" where nothing did
};

}  // namespace styk::text

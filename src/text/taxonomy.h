// What a firm makes of topics and emotions: which of them it wants told, under which name, and by
// which words of its own besides what the models know.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/language.h"
#include "text/matcher.h"

namespace styk::text {

struct Subject {
    std::string key;
    bool is_told = true;
    std::string instead{};  // the key that is told in its place; "": its own
    std::array<std::vector<std::string>, all_languages.size()> patterns{};  // by Language
};

class Taxonomy {
public:
    enum class Kind : std::uint8_t { topic, emotion };

    // Words of the comment that are a pattern of the firm: tokens [first, last].
    struct Own {
        Kind kind = Kind::topic;
        std::string_view key;
        std::uint32_t first = 0, last = 0;
    };

    // Everything is told as it is.
    Taxonomy() = default;

    // Patterns that cannot be read are left out: wrong_with says so before they are stored.
    Taxonomy(const std::vector<Subject>& topics, const std::vector<Subject>& emotions);

    // What is told where a label was found; nothing: the firm does not want it.
    [[nodiscard]] std::optional<std::string_view> told(Kind kind, std::string_view key) const;

    [[nodiscard]] std::vector<Own> find(const Tokens& tokens, Language language) const;

private:
    struct Known {
        Kind kind = Kind::topic;
        std::string key;  // that is told
        bool is_told = true;
    };

    void take(Kind kind, const Subject& subject);
    [[nodiscard]] const Known* known(Kind kind, std::string_view key) const;

    std::vector<Known> known_;  // by cue
    std::map<std::string, std::size_t, std::less<>> places_[2];
    std::array<Matcher, all_languages.size()> matchers_;
    std::array<bool, all_languages.size()> has_words_{};
};

// What is wrong with a pattern, as a message; nothing when it can be found.
[[nodiscard]] std::optional<std::string> wrong_with(std::string_view pattern);

}  // namespace styk::text

// What words say by themselves, in one language: praise, blame, a topic, an intent …
//
// A file of words is UTF-8 text of sections. A heading in brackets names the cue; below it stand
// patterns (matcher.h) parted by commas; a line that begins with # is a remark:
//
//   [topic.delivery]
//   kurier*, paczk*, odbiór osobisty
//
// Some cues have a meaning here:
//   positive, negative, neutral   the longest of overlapping ones counts, the others not; what
//   stands
//                                 inside a longer neutral one says nothing: "would be great"
//   negator                       denies what follows within three words: "nie działa"
//   contrast, abbreviation        where clauses begin, where sentences do not end
//   profanity                     single words are found half hidden too (profanity.h)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/matcher.h"

namespace styk::text {

// A cue seen on tokens [first, last].
struct Sign {
    CueId cue = 0;
    std::uint32_t first = 0, last = 0;
    bool denied = false;

    friend bool operator==(const Sign&, const Sign&) = default;
};

// A single word of the cue "profanity", whole or a beginning.
struct Stem {
    std::basic_string<Letter> letters;
    bool beginning = false;
};

class Words {
public:
    // The Problem's pointer is the number of the line.
    [[nodiscard]] static Result<Words> read(std::string_view file);

    // What another file says beside: its cues come after those that are known.
    [[nodiscard]] Result<void> also_read(std::string_view file);

    [[nodiscard]] const std::vector<std::string>& cues() const { return cues_; }

    [[nodiscard]] std::optional<CueId> cue(std::string_view name) const;

    [[nodiscard]] const std::vector<Stem>& swearing() const { return swearing_; }

    // In the order of their first tokens.
    void find(const Tokens& tokens, std::vector<Sign>& into) const;

private:
    enum class Role : std::uint8_t { plain, polarity, neutral, negator };

    [[nodiscard]] CueId open(std::string_view name);
    [[nodiscard]] Result<void> add(std::string_view pattern, CueId cue);
    void settle(std::vector<Sign>& signs) const;
    void deny(const Tokens& tokens, std::vector<Sign>& signs) const;

    [[nodiscard]] Role role(const Sign& sign) const { return roles_[sign.cue]; }

    std::vector<std::string> cues_;
    std::vector<Role> roles_;
    std::vector<Stem> swearing_;
    Matcher matcher_;
};

}  // namespace styk::text

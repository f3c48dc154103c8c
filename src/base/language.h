// Numbers, days and sentences as people of one language write them (ICU). What is said comes from a
// table of patterns; nothing is glued from parts, since words bend.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.h"

namespace styk {

// A part of a sentence; strong is what the eye should meet first.
struct Piece {
    std::string text;
    bool strong = false;

    friend bool operator==(const Piece&, const Piece&) = default;
};

using Pieces = std::vector<Piece>;

[[nodiscard]] std::string plain(const Pieces& pieces);

// What a pattern's {name} stands for. Whole numbers choose plural forms; figures that were written
// already are text.
using PatternValue = std::variant<std::int64_t, std::string>;
using PatternValues = std::vector<std::pair<std::string_view, PatternValue>>;

class Language {
public:
    // "en" (British: 12 October), "pl", "ru"; anything else speaks English.
    explicit Language(std::string_view code);
    Language(Language&& other) noexcept;
    Language& operator=(Language&& other) noexcept;
    ~Language();

    [[nodiscard]] const std::string& code() const { return code_; }

    // A real minus, the language's own decimal sign and spaces between thousands.
    [[nodiscard]] std::string number(double value, int decimals = 0) const;
    [[nodiscard]] std::string signed_number(double value, int decimals = 0) const;  // +9, −3, 0
    [[nodiscard]] std::string percent(double share, int decimals = 0) const;        // 0.58 -> 58%

    [[nodiscard]] std::string day(Day day) const;               // 21 November 2026
    [[nodiscard]] std::string short_day(Day day) const;         // 21 Nov 2026
    [[nodiscard]] std::string month(Day day) const;             // November 2026
    [[nodiscard]] std::string short_month(Day day) const;       // Nov
    [[nodiscard]] std::string days(Day first, Day last) const;  // 24 August – 21 November 2026
    [[nodiscard]] std::string list(const std::vector<std::string>& names) const;  // a, b and c

    // ICU MessageFormat with named arguments; <b>…</b> in the pattern makes strong pieces. Values
    // are text wherever they come from: nothing in them is read as a pattern. Throws Fault when the
    // pattern is none.
    [[nodiscard]] Pieces sentence(std::string_view pattern, const PatternValues& values) const;

private:
    class Icu;
    std::string code_;
    std::unique_ptr<Icu> icu_;
};

}  // namespace styk

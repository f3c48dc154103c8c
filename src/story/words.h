// What the server says by itself, in three languages: summaries, files, mails. Patterns of
// base/language.h; a key that is in one table is in all.
#pragma once

#include <span>
#include <string_view>

namespace styk::story {

struct Said {
    std::string_view key, pattern;
};

[[nodiscard]] std::span<const Said> words_en();
[[nodiscard]] std::span<const Said> words_pl();
[[nodiscard]] std::span<const Said> words_ru();

}  // namespace styk::story

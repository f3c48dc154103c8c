// The words by which a firm finds a topic, and after a zero byte the comment they are looked for
// in.
#include <string>

#include "fuzz.h"
#include "text/taxonomy.h"
#include "text/tokens.h"

namespace styk {

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto [patterns, comment] = fuzz::parts_of<2>(fuzz::text_of(data, size));
    text::Subject subject{.key = "own"};
    bool some = false;
    std::size_t begin = 0;
    for (std::size_t n = 0; n < 50 && begin <= patterns.size(); ++n) {
        const auto end = std::min(patterns.find('\n', begin), patterns.size());
        const std::string one(patterns.substr(begin, end - begin));
        some = some || !text::wrong_with(one);
        for (auto& of_language : subject.patterns) {
            of_language.push_back(one);
        }
        begin = end + 1;
    }
    const text::Taxonomy taxonomy({subject}, {});
    const auto tokens = text::tokens_of(comment);
    for (const auto language : text::all_languages) {
        for (const auto& own : taxonomy.find(tokens, language)) {
            fuzz::need(some, "only a pattern that can be read is found");
            fuzz::need(own.key == "own" && own.first <= own.last, "what is found is words");
            fuzz::need(own.last < tokens.items.size(), "of this comment");
        }
    }
    return 0;
}

}  // namespace styk

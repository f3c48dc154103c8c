#include "text/spoken.h"

#include <algorithm>

namespace styk::text {

bool Spoken::hides(Span span) const {
    const auto first =
        std::partition_point(personal.begin(), personal.end(), [&](const PersonalData& one) {
            return one.span.to <= span.from;
        });
    return first != personal.end() && first->span.from < span.to;
}

Spoken spoken_of(const Trained& by, std::string_view comment, const Tokens& tokens) {
    Spoken spoken;
    by.model.words.find(tokens, spoken.signs);
    read_items(tokens, spoken.items);
    spoken.personal = find_personal_data(comment, tokens, spoken.signs, by.personal_cues);
    if (spoken.personal.empty()) {
        return spoken;
    }
    std::erase_if(spoken.items, [&](const Item& item) {
        return spoken.hides(tokens.items[item.token].span);
    });
    std::erase_if(spoken.signs, [&](const Sign& sign) {
        return spoken.hides({tokens.items[sign.first].span.from, tokens.items[sign.last].span.to});
    });
    return spoken;
}

}  // namespace styk::text

// Words of the filter that stand for others: a journey for the touchpoints of its map, a persona
// for the customers of its segment.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace styk::feedback {

struct JourneyWord {
    std::string key, id;
    std::vector<std::string> touchpoints{};  // keys, of the map of how it is
};

struct PersonaWord {
    std::string key, id;
    std::string segment{};  // a filter as a query string; empty: nobody in particular
};

struct FilterWords {
    std::vector<JourneyWord> journeys{};
    std::vector<PersonaWord> personas{};
    std::int64_t maps_version = 0;  // changes with every map

    [[nodiscard]] const JourneyWord* journey(std::string_view key_or_id) const {
        return find(journeys, key_or_id);
    }

    [[nodiscard]] const PersonaWord* persona(std::string_view key_or_id) const {
        return find(personas, key_or_id);
    }

private:
    template <class Word>
    static const Word* find(const std::vector<Word>& all, std::string_view key_or_id) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const Word& one) {
            return one.key == key_or_id || one.id == key_or_id;
        });
        return found == all.end() ? nullptr : &*found;
    }
};

}  // namespace styk::feedback

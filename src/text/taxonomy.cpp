#include "text/taxonomy.h"

namespace styk::text {

Taxonomy::Taxonomy(const std::vector<Subject>& topics, const std::vector<Subject>& emotions) {
    for (const Subject& one : topics) {
        take(Kind::topic, one);
    }
    for (const Subject& one : emotions) {
        take(Kind::emotion, one);
    }
}

void Taxonomy::take(Kind kind, const Subject& subject) {
    const auto cue = static_cast<CueId>(known_.size());
    known_.push_back(
        {kind, subject.instead.empty() ? subject.key : subject.instead, subject.is_told}
    );
    places_[static_cast<std::size_t>(kind)].emplace(subject.key, cue);
    for (std::size_t i = 0; i < all_languages.size(); ++i) {
        for (const std::string& pattern : subject.patterns[i]) {
            has_words_[i] = matchers_[i].add(pattern, cue).has_value() || has_words_[i];
        }
    }
}

const Taxonomy::Known* Taxonomy::known(Kind kind, std::string_view key) const {
    const auto& places = places_[static_cast<std::size_t>(kind)];
    const auto found = places.find(key);
    return found == places.end() ? nullptr : &known_[found->second];
}

// What is told in place of another is told only while it is told itself.
std::optional<std::string_view> Taxonomy::told(Kind kind, std::string_view key) const {
    const auto* own = known(kind, key);
    if (own == nullptr) {
        return key;
    }
    const auto* target = own->key == key ? own : known(kind, own->key);
    const bool is_told = own->is_told && (target == nullptr || target->is_told);
    return is_told ? std::optional<std::string_view>(own->key) : std::nullopt;
}

std::vector<Taxonomy::Own> Taxonomy::find(const Tokens& tokens, Language language) const {
    const auto place = static_cast<std::size_t>(language);
    std::vector<Own> found;
    if (!has_words_[place]) {
        return found;
    }
    std::vector<Hit> hits;
    matchers_[place].find(tokens, hits);
    for (const Hit& hit : hits) {
        const Known& one = known_[hit.cue];
        if (const auto key = one.is_told ? told(one.kind, one.key) : std::nullopt) {
            found.push_back({one.kind, *key, hit.first, hit.last});
        }
    }
    return found;
}

std::optional<std::string> wrong_with(std::string_view pattern) {
    const auto added = Matcher().add(pattern, 0);
    return added ? std::nullopt : std::optional(added.error().message);
}

}  // namespace styk::text

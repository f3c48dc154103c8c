#include "text/reader.h"

#include <algorithm>

#include "text/reading.h"

namespace styk::text {

namespace {

Model need_model(std::string_view bytes) {
    auto model = read_model(bytes);
    if (!model) {
        throw Fault("a text model cannot be read: " + model.error().message);
    }
    return std::move(*model);
}

std::optional<Model> taught_for(const std::string& name, std::span<const std::string> taught) {
    for (const auto& bytes : taught) {
        if (auto model = need_model(bytes); model.name == name) {
            return model;
        }
    }
    return std::nullopt;
}

}  // namespace

Reader::Reader(std::span<const std::string_view> models, std::span<const std::string> taught)
    : trained_(all_languages.size()) {
    for (const auto bytes : models) {
        auto model = need_model(bytes);
        if (const auto language = language_of(model.name)) {
            auto lessons = taught_for(model.name, taught);
            trained_[static_cast<std::size_t>(*language)] =
                std::make_unique<const Trained>(std::move(model), std::move(lessons));
        } else {
            id_ = std::make_unique<const Model>(std::move(model));
        }
    }
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

const Trained* Reader::trained(Language language) const {
    return trained_[static_cast<std::size_t>(language)].get();
}

std::string Reader::version(Language language) const {
    const auto* known = trained(language);
    return known == nullptr ? std::string{} : known->version();
}

Vocabularies Reader::vocabularies() const {
    Vocabularies all{};
    for (const auto language : all_languages) {
        const auto* known = trained(language);
        all[static_cast<std::size_t>(language)] =
            known == nullptr ? nullptr : &known->model.tone.weights;
    }
    return all;
}

Findings Reader::read(std::string_view comment, const Hint& hint, const Taxonomy* taxonomy) const {
    const auto tokens = tokens_of(comment);
    Findings found;
    found.language = identify(id_.get(), comment, tokens, hint, vocabularies());
    const auto language = language_of(found.language);
    const auto read_as = language.value_or(hint.language.value_or(Language::en));
    const auto* by = trained(read_as);
    if (by == nullptr) {
        found.personal_data = find_personal_data(comment, tokens, {}, {});
        return found;
    }
    Reading reading(*by, comment, tokens);
    reading.read_personal_data(found);
    const bool wordless =
        std::none_of(tokens.items.begin(), tokens.items.end(), [](const Token& token) {
            return token.kind == Kind::word;
        });
    if (language || wordless) {  // emoji and marks speak every language
        found.model = by->version();
        reading.read_tone(found);
        reading.read_matter(found, read_as, taxonomy);
    }
    return found;
}

std::optional<Sentiment> Reader::sentiment(std::string_view comment, Language language) const {
    const auto* by = trained(language);
    const auto tokens = tokens_of(comment);
    return by == nullptr ? std::nullopt : Reading(*by, comment, tokens).sentiment();
}

}  // namespace styk::text

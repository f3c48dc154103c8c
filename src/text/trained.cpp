#include "text/trained.h"

#include <algorithm>
#include <array>

#include "text/announcers.h"

namespace styk::text {

namespace {

// The columns of the model first, then those that were taught alone.
std::vector<Decided> decided_by(
    const Model& model, const std::optional<Model>& taught, std::string_view prefix
) {
    std::vector<Decided> labels;
    const auto label = [&](const std::string& name) -> Decided& {
        const auto known = std::find_if(labels.begin(), labels.end(), [&](const Decided& one) {
            return one.name == name;
        });
        if (known != labels.end()) {
            return *known;
        }
        const auto cue = model.words.cue(name);
        return labels.emplace_back(Decided{name, name.substr(prefix.size()), {}, {}, cue});
    };
    const auto each = [&](const Head& head, auto Decided::* column) {
        for (std::size_t i = 0; i < head.columns.size(); ++i) {
            if (head.columns[i].name.starts_with(prefix)) {
                label(head.columns[i].name).*column = i;
            }
        }
    };
    each(model.matter, &Decided::column);
    if (taught) {
        each(taught->matter, &Decided::taught);
    }
    return labels;
}

void need_tone_head(const Model& model, std::size_t columns_needed) {
    constexpr std::array<std::string_view, 4> names = {"negative", "neutral", "positive", "mixed"};
    const auto& columns = model.tone.columns;
    const bool right =
        columns.size() == columns_needed &&
        std::equal(columns.begin(), columns.end(), names.begin(), [](auto& column, auto name) {
            return name == column.name;
        });
    if (!right) {
        throw Fault("the text model " + model.name + " does not tell sentiment");
    }
}

Model with_announcers(Model model) {
    if (const auto language = language_of(model.name)) {
        if (const auto read = model.words.also_read(announcers(*language)); !read) {
            throw Fault("announcers cannot be read: line " + read.error().pointer);
        }
    }
    return model;
}

}  // namespace

Trained::Trained(Model read, std::optional<Model> lessons)
    : model(with_announcers(std::move(read))),
      taught(std::move(lessons)),
      features(sign_features(model.words)),
      clause_cues(model.words),
      personal_cues(model.words),
      topics(decided_by(model, taught, "topic.")),
      intents(decided_by(model, taught, "intent.")),
      emotions(decided_by(model, taught, "emotion.")) {
    need_tone_head(model, 4);
    if (taught) {
        need_tone_head(*taught, 3);
    }
}

std::string Trained::version() const {
    return taught ? model.version + '+' + taught->version : model.version;
}

}  // namespace styk::text

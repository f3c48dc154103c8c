#include "text/trained.h"

#include <algorithm>

namespace styk::text {

namespace {

std::vector<Decided> decided_by(const Head& head, const Words& words, std::string_view prefix) {
    std::vector<Decided> labels;
    for (std::size_t i = 0; i < head.columns.size(); ++i) {
        const auto& name = head.columns[i].name;
        if (name.starts_with(prefix)) {
            labels.push_back({i, name.substr(prefix.size()), words.cue(name)});
        }
    }
    return labels;
}

void need_tone_head(const Model& model) {
    constexpr std::string_view names[] = {"negative", "neutral", "positive", "mixed"};
    const auto& columns = model.tone.columns;
    const bool right = columns.size() == std::size(names) &&
                       std::equal(
                           std::begin(names),
                           std::end(names),
                           columns.begin(),
                           [](auto name, auto& column) { return name == column.name; }
                       );
    if (!right) {
        throw Fault("the text model " + model.name + " does not tell sentiment");
    }
}

}  // namespace

Trained::Trained(Model read)
    : model(std::move(read)),
      features(sign_features(model.words)),
      clause_cues(model.words),
      personal_cues(model.words),
      topics(decided_by(model.matter, model.words, "topic.")),
      intents(decided_by(model.matter, model.words, "intent.")),
      emotions(decided_by(model.matter, model.words, "emotion.")) {
    need_tone_head(model);
}

}  // namespace styk::text

// Journeys to begin with, of a trade each, in English, Polish and Russian (templates/*.json), and
// what a new map is called.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journey/map.h"
#include "journey/touchpoint.h"

namespace styk::journey {

struct Template {
    std::string key;
    int position = 0;
    std::string name, description;  // in the language asked for
    std::int64_t steps = 0;
};

using NewId = std::function<std::string()>;

// In their order; texts in `language`, or English for one we do not speak.
[[nodiscard]] std::vector<Template> list_templates(std::string_view language);

// Nothing when there is no such template. Channels are left for the caller to compare with the
// firm's.
struct FilledTemplate {
    Template head;
    MapDoc doc;
};

[[nodiscard]] std::optional<FilledTemplate> fill_template(
    std::string_view key, std::string_view language, const NewId& new_id
);

// One empty stage a phase.
[[nodiscard]] MapDoc empty_phases(std::string_view language, const NewId& new_id);

// The firm's touchpoints in the stages of its register, as a first draft of the way.
[[nodiscard]] MapDoc map_of_touchpoints(
    const std::vector<Stage>& stages,
    const std::vector<Touchpoint>& touchpoints,
    std::string_view language,
    const NewId& new_id
);

[[nodiscard]] std::string_view phase_name(Phase phase, std::string_view language);
[[nodiscard]] std::string_view map_name(MapKind kind, std::string_view language);

// The files themselves: name and text.
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& template_files();

}  // namespace styk::journey

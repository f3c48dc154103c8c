#include "journey/template.h"

#include <algorithm>
#include <array>

#include "json/json.h"
#include "record/convert.h"

namespace styk::journey {

namespace {

constexpr std::array<std::string_view, 3> languages{"en", "pl", "ru"};

std::size_t place_of(std::string_view language) {
    const auto found = std::find(languages.begin(), languages.end(), language);
    return found == languages.end() ? 0 : static_cast<std::size_t>(found - languages.begin());
}

using InThree = std::array<std::string_view, 3>;

constexpr InThree phase_names[] = {
    {"Awareness", "Pierwsze wrażenie", "Знакомство"},
    {"Consideration", "Rozważanie", "Выбор"},
    {"Purchase", "Zakup", "Покупка"},
    {"Use", "Korzystanie", "Использование"},
    {"Service", "Obsługa", "Обслуживание"},
    {"Loyalty", "Lojalność", "Лояльность"},
    {"Advocacy", "Polecanie", "Рекомендация"},
};
constexpr std::size_t phase_count = std::size(phase_names);
constexpr InThree as_it_is{"As it is", "Jak jest", "Как есть"};
constexpr InThree as_it_will_be{"As it is to be", "Jak ma być", "Как должно быть"};
constexpr InThree elsewhere{"Outside the stages", "Poza etapami", "Вне этапов"};

// A text of a template: [English, Polish, Russian].
std::string text_in(const json::Object& object, const char* name, std::size_t language) {
    const auto* texts = object.if_contains(name);
    return texts == nullptr ? "" : std::string(texts->as_array().at(language).as_string());
}

template <class Part>
void put_texts(
    const json::Object& object,
    const char* name,
    std::size_t language,
    const NewId& new_id,
    std::vector<Part>& out
) {
    const auto* list = object.if_contains(name);
    if (list == nullptr) {
        return;
    }
    for (const auto& texts : list->as_array()) {
        Part part;
        part.id = new_id();
        part.text = std::string(texts.as_array().at(language).as_string());
        out.push_back(std::move(part));
    }
}

std::optional<std::int64_t> number_in(const json::Object& object, const char* name) {
    const auto* number = object.if_contains(name);
    return number == nullptr ? std::nullopt : std::optional(number->as_int64());
}

Step read_step(const json::Object& object, std::size_t language, const NewId& new_id) {
    Step step;
    step.id = new_id();
    step.name = text_in(object, "name", language);
    step.action = text_in(object, "action", language);
    step.expectation = text_in(object, "expectation", language);
    step.service = text_in(object, "service", language);
    step.minutes = number_in(object, "minutes");
    step.effort = number_in(object, "effort");
    step.drawn.value = number_in(object, "drawn");
    step.external = object.contains("external");
    if (const auto* channels = object.if_contains("channels")) {
        for (const auto& channel : channels->as_array()) {
            step.channels.emplace_back(channel.as_string());
        }
    }
    put_texts(object, "questions", language, new_id, step.questions);
    put_texts(object, "obstacles", language, new_id, step.obstacles);
    return step;
}

Phase read_phase(const json::Object& stage) {
    const auto phase = record::choice_of<Phase>(std::string_view(stage.at("phase").as_string()));
    if (!phase) {
        throw Fault("a template of a journey names an unknown phase");
    }
    return *phase;
}

FilledTemplate read_template(std::string_view text, std::size_t language, const NewId& new_id) {
    const json::Value file = json::parse(text);
    const auto& object = file.as_object();
    FilledTemplate out;
    out.head.key = std::string(object.at("key").as_string());
    out.head.position = static_cast<int>(object.at("position").as_int64());
    out.head.name = text_in(object, "name", language);
    out.head.description = text_in(object, "description", language);
    for (const auto& one : object.at("stages").as_array()) {
        const auto& stage = one.as_object();
        const MapStage made{new_id(), text_in(stage, "name", language), read_phase(stage), {}};
        for (const auto& step : stage.at("steps").as_array()) {
            out.doc.steps.push_back(read_step(step.as_object(), language, new_id));
            out.doc.steps.back().stage_id = made.id;
        }
        out.doc.stages.push_back(made);
    }
    out.doc.lanes = first_lanes();
    out.head.steps = static_cast<std::int64_t>(out.doc.steps.size());
    return out;
}

// Stages of a register have no phase: they are spread over the phases in their order.
Phase spread(std::size_t place, std::size_t count) {
    return static_cast<Phase>(place * phase_count / std::max<std::size_t>(count, 1));
}

Step step_of(const Touchpoint& touchpoint, const std::string& stage, const NewId& new_id) {
    Step step;
    step.id = new_id();
    step.stage_id = stage;
    step.name = touchpoint.name;
    step.touchpoint = touchpoint.key;
    step.external = touchpoint.external;
    step.channels = touchpoint.channels;
    for (const DepartmentPart& part : departments_of(touchpoint)) {
        step.departments.push_back({part.department_id.text(), part.role, {}});
    }
    return step;
}

}  // namespace

std::vector<Template> list_templates(std::string_view language) {
    std::vector<Template> all;
    for (const auto& [name, text] : template_files()) {
        all.push_back(read_template(text, place_of(language), [] { return ""; }).head);
    }
    std::sort(all.begin(), all.end(), [](const Template& a, const Template& b) {
        return a.position < b.position;
    });
    return all;
}

std::optional<FilledTemplate> fill_template(
    std::string_view key, std::string_view language, const NewId& new_id
) {
    for (const auto& [name, text] : template_files()) {
        auto filled = read_template(text, place_of(language), new_id);
        if (filled.head.key == key) {
            return filled;
        }
    }
    return {};
}

MapDoc empty_phases(std::string_view language, const NewId& new_id) {
    MapDoc doc;
    for (std::size_t i = 0; i < phase_count; ++i) {
        const auto phase = static_cast<Phase>(i);
        doc.stages.push_back({new_id(), std::string(phase_name(phase, language)), phase, {}});
    }
    doc.lanes = first_lanes();
    return doc;
}

MapDoc map_of_touchpoints(
    const std::vector<Stage>& stages,
    const std::vector<Touchpoint>& touchpoints,
    std::string_view language,
    const NewId& new_id
) {
    MapDoc doc;
    for (const Stage& stage : stages) {
        const auto phase = spread(doc.stages.size(), stages.size());
        doc.stages.push_back({new_id(), stage.name, phase, stage.id.text()});
    }
    for (const Touchpoint& touchpoint : touchpoints) {
        const auto stage = std::find_if(doc.stages.begin(), doc.stages.end(), [&](const auto& one) {
            return touchpoint.stage_id && one.touchpoint_stage_id == touchpoint.stage_id->text();
        });
        if (stage != doc.stages.end()) {
            doc.steps.push_back(step_of(touchpoint, stage->id, new_id));
            continue;
        }
        const bool first = doc.stages.empty() || doc.stages.back().touchpoint_stage_id;
        if (first) {
            doc.stages.push_back(
                {new_id(), std::string(elsewhere.at(place_of(language))), Phase::advocacy, {}}
            );
        }
        doc.steps.push_back(step_of(touchpoint, doc.stages.back().id, new_id));
    }
    doc.lanes = first_lanes();
    set_in_order(doc);
    return doc;
}

std::string_view phase_name(Phase phase, std::string_view language) {
    return phase_names[static_cast<std::size_t>(phase)].at(place_of(language));
}

std::string_view map_name(MapKind kind, std::string_view language) {
    return (kind == MapKind::as_is ? as_it_is : as_it_will_be).at(place_of(language));
}

}  // namespace styk::journey

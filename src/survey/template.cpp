#include "survey/template.h"

#include <algorithm>

#include "json/json.h"
#include "record/convert.h"
#include "survey/check.h"
#include "survey/definition_json.h"

namespace styk::survey {

namespace {

template <class E>
E choice_in(const json::Object& object, std::string_view name) {
    const auto found = record::choice_of<E>(std::string(object.at(name).as_string()));
    if (!found) {
        throw Fault("a template names an unknown choice");
    }
    return *found;
}

Template read_template(std::string_view text) {
    const json::Value file = json::parse(text);
    const auto& object = file.as_object();
    Template out;
    out.key = std::string(object.at("key").as_string());
    out.position = static_cast<int>(object.at("position").as_int64());
    out.name = json::write(object.at("name"));
    out.about = json::write(object.at("about"));
    out.kind = choice_in<Kind>(object, "kind");
    out.mode = choice_in<Mode>(object, "mode");
    out.definition = json::write(object.at("definition"));
    const auto definition = read_stored_definition(out.definition, "en");
    out.questions = count_asking(definition);
    out.minutes = minutes_to_answer(definition);
    return out;
}

std::vector<Template> read_templates() {
    std::vector<Template> all;
    for (const auto& [name, text] : template_files()) {
        all.push_back(read_template(text));
    }
    std::sort(all.begin(), all.end(), [](const Template& a, const Template& b) {
        return a.position < b.position;
    });
    return all;
}

}  // namespace

const std::vector<Template>& templates() {
    static const std::vector<Template> all = read_templates();
    return all;
}

const Template* find_template(std::string_view key) {
    const auto& all = templates();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Template& one) { return one.key == key; });
    return found == all.end() ? nullptr : &*found;
}

std::string name_of(const Template& of, std::string_view language) {
    const json::Value names = json::parse(of.name);
    const auto& object = names.as_object();
    const auto* found = object.if_contains(language);
    return std::string((found == nullptr ? object.at("en") : *found).as_string());
}

}  // namespace styk::survey

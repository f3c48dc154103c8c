// Surveys to begin with: complete in English, Polish and Russian (templates/*.json).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/fwd.h"
#include "survey/survey.h"

namespace styk::survey {

struct Template {
    std::string key;
    int position = 0;
    std::string name, about;  // JSON: a text a language
    Kind kind = Kind::relationship;
    Mode mode = Mode::identified;
    std::string definition;  // JSON
    int questions = 0;
    double minutes = 0;
};

// In their order, nearest need first.
[[nodiscard]] const std::vector<Template>& templates();

[[nodiscard]] const Template* find_template(std::string_view key);

struct Place {
    std::string key, name;  // of a touchpoint
};

// Where a question asks for the firm's own touchpoints ("rowsFrom", "choicesFrom": "touchpoints"),
// they stand in place of the examples; rows are bound to them. Without any the examples stay,
// and rate no metric.
void put_touchpoints(json::Value& document, const std::vector<Place>& places);

// The name in a language the templates know, else in English.
[[nodiscard]] std::string name_of(const Template& of, std::string_view language);

// The files themselves: name and text.
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& template_files();

}  // namespace styk::survey

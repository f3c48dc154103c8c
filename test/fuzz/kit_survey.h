// A survey with a question of every kind, for targets that read answers.
#pragma once

#include "fuzz.h"
#include "json/json.h"
#include "survey/definition_json.h"

namespace styk::fuzz {

inline constexpr std::string_view every_kind = R"({"hidden": ["order"], "pages": [{"elements": [
  {"type": "rating", "name": "nps", "title": "Recommend?", "rateMin": 0, "rateMax": 10},
  {"type": "comment", "name": "why", "title": "Why?", "visibleIf": "{nps} < 7"},
  {"type": "checkbox", "name": "topics", "title": "Topics", "showOtherItem": true, "showNoneItem": true,
   "choices": [{"value": "price", "text": "Price, all in"}, "staff"]},
  {"type": "radiogroup", "name": "again", "title": "Again?", "choices": [1, "no"], "showOtherItem": true},
  {"type": "dropdown", "name": "city", "title": "City", "choices": ["a", "b"]},
  {"type": "boolean", "name": "member", "title": "Member?"}]},
  {"elements": [
  {"type": "matrix", "name": "rate", "title": "Rate", "rows": ["bed", "food"], "columns": [1, 2, 3]},
  {"type": "ranking", "name": "order_of", "title": "Order", "choices": ["x", "y", "z"]},
  {"type": "text", "name": "age", "title": "Age", "inputType": "number", "max": 120},
  {"type": "text", "name": "day", "title": "Day", "inputType": "date"},
  {"type": "multipletext", "name": "who", "title": "Who", "items": [{"name": "name"}, {"name": "mail", "inputType": "email"}]}
  ]}]})";

inline const survey::Definition& survey_of_every_kind() {
    static const survey::Definition definition = [] {
        Problems problems;
        auto out = survey::read_definition(json::parse(every_kind), "en", problems);
        need(problems.empty(), "the survey of the targets is valid");
        return out;
    }();
    return definition;
}

}  // namespace styk::fuzz

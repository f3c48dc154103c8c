// Qualtrics's question types (QuestionType and Selector), and what each becomes here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "json/fwd.h"
#include "travel/sketch.h"

namespace styk::travel::qsf {

// A question of the file and what it became. recode: the number of a choice in the file → its value
// here.
struct Known {
    const json::Object* payload = nullptr;
    std::string name;
    std::size_t line = 0;
    std::vector<Item> items{};  // none: dropped
    std::map<std::string, std::string> recode{}, rows{};
};

[[nodiscard]] Known make_items(
    const json::Object& payload,
    const std::string& name,
    std::size_t line,
    const std::string& language,
    Report& report
);

}  // namespace styk::travel::qsf

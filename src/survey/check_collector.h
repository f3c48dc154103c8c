// How the parts of the check write down what they find.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "survey/check.h"

namespace styk::survey {

class Collector {
protected:
    using Values = std::vector<std::pair<std::string, std::string>>;

    Finding& add(
        std::string_view key,
        Level level,
        std::string pointer,
        std::string message,
        Values values = {}
    ) {
        return out_.emplace_back(Finding{
            std::string(key),
            level,
            std::move(pointer),
            {},
            {},
            std::move(values),
            std::move(message)
        });
    }

    Finding& add(
        std::string_view key,
        Level level,
        const Question& question,
        std::string_view member,
        std::string message,
        Values values = {}
    ) {
        Finding& made =
            add(key,
                level,
                question.pointer + std::string(member),
                std::move(message),
                std::move(values));
        made.question = question.name;
        return made;
    }

    explicit Collector(std::vector<Finding>& out) : out_(out) {}

private:
    std::vector<Finding>& out_;
};

// The parts beside check.cpp: conditions and ways; words and habits.
void check_logic(const Survey& survey, const Definition& definition, std::vector<Finding>& out);
void check_wording(const Survey& survey, const Definition& definition, std::vector<Finding>& out);

}  // namespace styk::survey

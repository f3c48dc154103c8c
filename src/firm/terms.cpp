#include "firm/terms.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "base/text.h"
#include "json/json.h"

namespace styk::firm {

namespace {

constexpr std::size_t cases = 6;
constexpr std::array<std::string_view, 3> genders{"m", "f", "n"};

std::string_view view(const json::Value& text) {
    return {text.get_string().data(), text.get_string().size()};
}

class TermCheck {
public:
    void word(const std::string& pointer, const json::Value& value) {
        if (value.is_string()) {
            return form(pointer, value);
        }
        if (!value.is_object()) {
            return say(pointer, "must be a text, or its forms by language");
        }
        for (const auto& [language, forms] : value.get_object()) {
            const std::string name(language);
            const std::string below = pointer + "/" + json::escape_pointer(name);
            if (name == "en") {
                english(below, forms);
            } else if (name == "pl" || name == "ru") {
                declined(below, forms);
            } else {
                say(below, "must be en, pl or ru");
            }
        }
    }

    [[nodiscard]] Problems problems() && { return std::move(problems_); }

private:
    void say(const std::string& pointer, std::string message) {
        problems_.push_back({pointer, std::move(message)});
    }

    void form(const std::string& pointer, const json::Value& value) {
        const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
        const bool right = value.is_string() && !trim(view(value)).empty() &&
                           count_code_points(view(value)) <= longest_term &&
                           std::ranges::none_of(view(value), is_control);
        if (!right) {
            say(pointer, fmt::format("must be a text of 1 to {} characters", longest_term));
        }
    }

    // The object at `pointer` with exactly these members, each given to `take`.
    template <class Take>
    void members(
        const std::string& pointer,
        const json::Value& value,
        std::initializer_list<std::string_view> names,
        const Take& take
    ) {
        const auto* object = value.if_object();
        if (object == nullptr) {
            return say(pointer, "must be an object");
        }
        for (const auto name : names) {
            const auto* found = object->if_contains(name);
            const auto below = fmt::format("{}/{}", pointer, name);
            found == nullptr ? say(below, "is missing") : take(name, below, *found);
        }
        for (const auto& [name, other] : *object) {
            if (std::ranges::find(names, std::string_view(name)) == names.end()) {
                say(pointer + "/" + json::escape_pointer(name), "is not known here");
            }
        }
    }

    void english(const std::string& pointer, const json::Value& value) {
        members(pointer, value, {"one", "other"}, [&](auto, const auto& below, const auto& found) {
            form(below, found);
        });
    }

    void declined(const std::string& pointer, const json::Value& value) {
        members(
            pointer,
            value,
            {"gender", "one", "other"},
            [&](std::string_view name, const std::string& below, const json::Value& found) {
                name == "gender" ? gender(below, found) : all_cases(below, found);
            }
        );
    }

    void gender(const std::string& pointer, const json::Value& value) {
        if (!value.is_string() || std::ranges::find(genders, view(value)) == genders.end()) {
            say(pointer, "must be m, f or n");
        }
    }

    void all_cases(const std::string& pointer, const json::Value& value) {
        const auto* list = value.if_array();
        if (list == nullptr || list->size() != cases) {
            return say(pointer, fmt::format("must be a list of {} forms", cases));
        }
        for (std::size_t i = 0; i < cases; ++i) {
            form(fmt::format("{}/{}", pointer, i), (*list)[i]);
        }
    }

    Problems problems_;
};

}  // namespace

Problems check_terms(const std::string& words) {
    TermCheck check;
    const auto parsed = json::try_parse(words);
    if (parsed && parsed->is_object()) {
        for (const auto& [word, value] : parsed->get_object()) {
            if (!value.is_null()) {
                check.word("/words/" + json::escape_pointer(word), value);
            }
        }
    }
    return std::move(check).problems();
}

}  // namespace styk::firm

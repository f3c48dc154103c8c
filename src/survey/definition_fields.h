// Reading one object of a definition: every member that was asked for is taken, the rest is
// unknown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "survey/definition.h"

namespace styk::survey {

// What all objects of one definition share.
struct Reading {
    std::string language;  // of "default" texts
    Problems& problems;
    Problems& unknown;
};

class Fields {
public:
    Fields(const json::Object& object, std::string pointer, Reading& reading)
        : object_(object), pointer_(std::move(pointer)), reading_(reading) {}

    [[nodiscard]] const std::string& pointer() const { return pointer_; }

    [[nodiscard]] Reading& reading() const { return reading_; }

    [[nodiscard]] bool has(std::string_view name) const { return object_.contains(name); }

    void say(std::string_view name, std::string message) {
        reading_.problems.push_back({pointer_ + "/" + std::string(name), std::move(message)});
    }

    // The member, marked as taken; null when it is absent.
    const json::Value* take(std::string_view name);

    [[nodiscard]] std::string word(std::string_view name);  // a text in no language
    [[nodiscard]] Text text(std::string_view name, bool html = false);
    [[nodiscard]] bool flag(std::string_view name, bool otherwise);
    [[nodiscard]] int whole(std::string_view name, int otherwise, int least, int most);
    [[nodiscard]] std::optional<double> number(std::string_view name);
    [[nodiscard]] Expression expression(std::string_view name);
    [[nodiscard]] const json::Array* list(std::string_view name);

    // One of the words, as its place; `otherwise` when it is absent or (with a problem) unknown.
    [[nodiscard]] std::size_t one_of(
        std::string_view name, const std::vector<std::string_view>& words, std::size_t otherwise
    );

    // Members that are known to have no effect here: taken without a word.
    void ignore(std::initializer_list<std::string_view> names);

    // What was not taken goes to the unknown.
    void finish();

private:
    const json::Object& object_;
    std::string pointer_;
    Reading& reading_;
    std::vector<std::string_view> taken_;
};

inline constexpr std::size_t longest_text = 4000;  // characters of a title and the like

}  // namespace styk::survey

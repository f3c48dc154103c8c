// Reads the parts of records that are JSON of their own shape, naming what is wrong with each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json.h"

namespace styk::promise {

// The members of one object of a list, at "/changes/2". Each reader notes what is wrong and gives
// nothing; done() refuses members that nobody asked for.
class Members {
public:
    Members(const json::Value& value, std::string pointer, Problems& problems);
    Members(json::Value&&, std::string, Problems&) = delete;  // the value must outlive it

    [[nodiscard]] std::string need_text(std::string_view name, std::size_t longest);
    [[nodiscard]] std::optional<std::string> text(std::string_view name, std::size_t longest);
    [[nodiscard]] std::optional<std::string> id(std::string_view name);
    [[nodiscard]] std::optional<std::string> day(std::string_view name);
    [[nodiscard]] std::optional<std::string> instant(std::string_view name);
    [[nodiscard]] std::vector<std::string> ids(std::string_view name, std::size_t most);

    // One of these, or the first when it is left out.
    [[nodiscard]] std::string choice(
        std::string_view name, const std::vector<std::string_view>& choices
    );
    [[nodiscard]] std::optional<std::int64_t> whole(
        std::string_view name, std::int64_t least, std::int64_t most
    );
    [[nodiscard]] std::optional<double> number(std::string_view name);
    void done();

private:
    [[nodiscard]] const json::Value* find(std::string_view name);
    void wrong(std::string_view name, std::string message);

    const json::Object* object_ = nullptr;
    std::string pointer_;
    Problems& problems_;
    std::vector<std::string_view> known_;
};

// Each element of a stored list, with its pointer: "/roles/0".
template <class Take>
void each_part(const std::string& list, std::string_view pointer, const Take& take) {
    const auto parsed = json::try_parse(list);
    if (!parsed || !parsed->is_array()) {
        return;
    }
    std::size_t i = 0;
    for (const json::Value& one : parsed->get_array()) {
        take(one, std::string(pointer) + "/" + std::to_string(i++));
    }
}

}  // namespace styk::promise

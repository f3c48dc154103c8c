// A rule of a field that a function of its text decides.
#pragma once

#include <optional>
#include <string>

#include "record/shape.h"

namespace styk::firm {

[[nodiscard]] inline record::Rule over_text(std::optional<std::string> (*check)(const std::string&)
) {
    return [check](const record::Value& value) -> std::optional<std::string> {
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? std::nullopt : check(*text);
    };
}

}  // namespace styk::firm

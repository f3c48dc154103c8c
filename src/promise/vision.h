// Which experience customers are to have: on one page, every version kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/fwd.h"

namespace styk::promise {

// An emotion that is aimed at, and where.
struct TargetEmotion {
    std::string emotion;                        // key
    std::vector<std::string> touchpoint_ids{};  // none: wherever the firm is met
    std::string text;                           // what that means here; may be empty
};

struct Vision {
    std::string positioning, advantage;
    std::vector<TargetEmotion> emotions{};
};

// {positioning, advantage, emotions: [{emotion, touchpoint_ids, text}]}; what is wrong goes to
// `problems`.
[[nodiscard]] Vision read_vision(const json::Value& value, Problems& problems);
[[nodiscard]] json::Object to_json(const Vision& vision);

}  // namespace styk::promise

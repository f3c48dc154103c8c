#include "promise/vision.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "promise/parts.h"

namespace styk::promise {

namespace {

constexpr std::size_t longest_statement = 4000;
constexpr std::size_t longest_emotion = 1000;
constexpr std::size_t most_emotions = 20;
constexpr std::size_t most_touchpoints_of_emotion = 100;

TargetEmotion read_emotion(
    const json::Value& value, const std::string& pointer, Problems& problems
) {
    Members members(value, pointer, problems);
    TargetEmotion out;
    out.emotion = members.need_text("emotion", 64);
    out.touchpoint_ids = members.ids("touchpoint_ids", most_touchpoints_of_emotion);
    out.text = members.text("text", longest_emotion).value_or("");
    members.done();
    return out;
}

void read_emotions(const json::Value& list, Vision& vision, Problems& problems) {
    if (!list.is_array() || list.get_array().size() > most_emotions) {
        problems.push_back({"/emotions", fmt::format("must be a list of at most {}", most_emotions)}
        );
        return;
    }
    std::size_t i = 0;
    for (const json::Value& one : list.get_array()) {
        const auto pointer = fmt::format("/emotions/{}", i++);
        auto read = read_emotion(one, pointer, problems);
        if (!read.emotion.empty() &&
            std::ranges::find(vision.emotions, read.emotion, &TargetEmotion::emotion) !=
                vision.emotions.end()) {
            problems.push_back({pointer + "/emotion", "stands there twice"});
        }
        vision.emotions.push_back(std::move(read));
    }
}

}  // namespace

Vision read_vision(const json::Value& value, Problems& problems) {
    Vision vision;
    const auto* object = value.if_object();
    if (object == nullptr) {
        problems.push_back({"", "must be an object"});
        return vision;
    }
    json::Object rest = *object;
    rest.erase("emotions");
    const json::Value statements(std::move(rest));
    Members members(statements, "", problems);
    vision.positioning = members.text("positioning", longest_statement).value_or("");
    vision.advantage = members.text("advantage", longest_statement).value_or("");
    members.done();
    if (const auto* emotions = object->if_contains("emotions")) {
        read_emotions(*emotions, vision, problems);
    }
    return vision;
}

json::Object to_json(const Vision& vision) {
    json::Array emotions;
    for (const TargetEmotion& one : vision.emotions) {
        emotions.push_back(json::Object{
            {"emotion", one.emotion},
            {"touchpoint_ids", json::Array(one.touchpoint_ids.begin(), one.touchpoint_ids.end())},
            {"text", one.text}
        });
    }
    return {
        {"positioning", vision.positioning},
        {"advantage", vision.advantage},
        {"emotions", std::move(emotions)}
    };
}

}  // namespace styk::promise

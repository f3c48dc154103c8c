#include "programme/origin.h"

#include <algorithm>

namespace styk::programme {

namespace {

using journey::Step;

// Lanes that every map has besides those that can be hidden.
constexpr std::string_view always[] = {
    "name", "service", "curve", "score", "needs", "owner", "removes", "ways", pain_lane
};

std::string lines(const journey::Texts& texts) {
    std::string out;
    for (const std::string& text : texts) {
        if (!text.empty()) {
            out += (out.empty() ? "" : "\n") + text;
        }
    }
    return out;
}

template <class T>
std::string lines_of(const std::vector<T>& items) {
    journey::Texts texts;
    for (const T& item : items) {
        texts.push_back(item.text);
    }
    return lines(texts);
}

// Why people say that it hurts.
std::string pain_of(const Step& step) {
    for (const auto& mark : step.marks) {
        if (mark.kind == journey::StepMarkKind::pain && mark.state == journey::StepMarkState::on) {
            return mark.reason;
        }
    }
    return {};
}

std::string removals_of(const Step& step) {
    journey::Texts notes;
    for (const auto& one : step.removes) {
        notes.push_back(one.note);
    }
    return lines(notes);
}

const std::string* plain_text(const Step& step, std::string_view lane) {
    const std::pair<std::string_view, const std::string&> texts[] = {
        {"name", step.name},
        {"action", step.action},
        {"expectation", step.expectation},
        {"designed", step.designed},
        {"service", step.service},
        {"emotion", step.feeling}
    };
    for (const auto& [key, text] : texts) {
        if (key == lane) {
            return &text;
        }
    }
    const auto own = step.own.find(std::string(lane));
    return own == step.own.end() ? nullptr : &own->second;
}

}  // namespace

bool is_lane(const journey::MapDoc& doc, std::string_view lane) {
    const auto& usual = journey::lane_keys();
    return std::ranges::find(always, lane) != std::end(always) ||
           std::ranges::find(usual, lane) != usual.end() ||
           std::ranges::find(doc.lanes, lane, &journey::Lane::key) != doc.lanes.end();
}

const journey::MapIdea* find_idea(const Step& step, const std::string& id) {
    const auto found = std::ranges::find(step.ideas, id, &journey::MapIdea::id);
    return found == step.ideas.end() ? nullptr : &*found;
}

std::string words_in(const Step& step, std::string_view lane) {
    if (const std::string* text = plain_text(step, lane)) {
        return *text;
    }
    return lane == "questions"   ? lines_of(step.questions)
           : lane == "obstacles" ? lines_of(step.obstacles)
           : lane == "evidence"  ? lines_of(step.evidence)
           : lane == "ideas"     ? lines_of(step.ideas)
           : lane == "removes"   ? removals_of(step)
           : lane == pain_lane   ? pain_of(step)
                                 : "";
}

journey::Texts names_in(const Step& step, std::string_view lane) {
    if (lane == "emotion") {
        return step.emotions;
    }
    if (lane == "channels") {
        return step.channels;
    }
    journey::Texts ids;
    if (lane == "departments") {
        for (const auto& one : step.departments) {
            ids.push_back(one.department_id);
        }
    }
    return ids;
}

}  // namespace styk::programme

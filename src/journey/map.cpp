#include "journey/map.h"

#include <algorithm>
#include <unordered_map>

namespace styk::journey {

namespace {

template <class T>
const T* find_by_id(const std::vector<T>& all, const std::string& id) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Texts& lane_keys() {
    static const Texts keys{
        "action",
        "questions",
        "obstacles",
        "emotion",
        "expectation",
        "promise",
        "designed",
        "channels",
        "departments",
        "evidence",
        "ideas"
    };
    return keys;
}

std::vector<Lane> first_lanes() {
    std::vector<Lane> lanes;
    for (const auto& key : lane_keys()) {
        lanes.push_back({key, {}, false});
    }
    return lanes;
}

const Step* find_step(const MapDoc& doc, const std::string& id) {
    return find_by_id(doc.steps, id);
}

const MapStage* find_stage(const MapDoc& doc, const std::string& id) {
    return find_by_id(doc.stages, id);
}

std::optional<StepMarkState> marked(const Step& step, StepMarkKind kind) {
    for (const StepMark& mark : step.marks) {
        if (mark.kind == kind) {
            return mark.state;
        }
    }
    return {};
}

void set_in_order(MapDoc& doc) {
    std::unordered_map<std::string, std::size_t> rank;
    for (const MapStage& stage : doc.stages) {
        rank.emplace(stage.id, rank.size());
    }
    const auto at = [&](const Step& step) {
        const auto found = rank.find(step.stage_id);
        return found == rank.end() ? rank.size() : found->second;
    };
    std::stable_sort(doc.steps.begin(), doc.steps.end(), [&](const Step& a, const Step& b) {
        return at(a) < at(b);
    });
}

}  // namespace styk::journey

#include <algorithm>

#include "journey/map_edit.h"
#include "json/json.h"

namespace styk::journey {

namespace {

Edit inverse_of(const Edit& done) {
    Edit back{.op = done.op, .path = done.path};
    switch (done.op) {
        case EditOp::set:
            back.was = done.value;
            back.value = done.was;
            break;
        case EditOp::add:
            back.op = EditOp::remove;
            back.path = place_of(done);
            back.was = done.value;
            break;
        case EditOp::remove:
            back.op = EditOp::add;
            back.path.pop_back();
            back.value = done.was;
            back.after = done.was_after;
            break;
        case EditOp::move:
            back.after = done.was_after;
            back.was_after = done.after;
            back.stage_id = done.was_stage_id;
            back.was_stage_id = done.stage_id;
            break;
    }
    return back;
}

}  // namespace

std::vector<Edit> invert(const std::vector<Edit>& applied) {
    std::vector<Edit> back;
    for (auto done = applied.rbegin(); done != applied.rend(); ++done) {
        back.push_back(inverse_of(*done));
    }
    return back;
}

Texts place_of(const Edit& edit) {
    Texts path = edit.path;
    if (edit.op == EditOp::add && edit.value) {
        const json::Value value = json::parse(*edit.value);
        const auto* object = value.if_object();
        const auto* id = object == nullptr        ? nullptr
                         : object->contains("id") ? object->if_contains("id")
                                                  : object->if_contains("key");
        if (id != nullptr && id->is_string()) {
            path.emplace_back(id->get_string());
        }
    }
    return path;
}

bool overlap(const Texts& a, const Texts& b) {
    return std::equal(
        a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin()
    );
}

}  // namespace styk::journey

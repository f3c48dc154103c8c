// One edit on its way into a map: what it is about, and what is to be told of it. For map_edit
// alone.
#pragma once

#include <fmt/format.h>
#include <string>

#include "journey/map_edit.h"
#include "journey/map_members.h"

namespace styk::journey::detail {

class EditTurn {
public:
    EditTurn(MapDoc& doc, const Known* known, const EditStamp* stamp)
        : doc_(doc), known_(known), stamp_(stamp) {}

    Applied out;

protected:
    void begin(const Edit& edit, std::size_t number) {
        edit_ = &edit;
        pointer_ = fmt::format("/edits/{}", number);
    }

    void say(const std::string& where, std::string message) {
        out.problems.push_back({pointer_ + where, std::move(message)});
    }

    void clash(const json::Value& yours, const json::Value& theirs) {
        out.conflicts.push_back({edit_->path, json::write(yours), json::write(theirs)});
    }

    // What the edit leans on was removed: the conflict is told of that, so that who did it is
    // found.
    void gone(Texts what) {
        out.conflicts.push_back({std::move(what), json::write(yours()), "null"});
    }

    [[nodiscard]] json::Value yours() const {
        return edit_->value ? json::parse(*edit_->value) : json::Value(nullptr);
    }

    [[nodiscard]] bool at_end(std::size_t depth) const { return depth >= edit_->path.size(); }

    bool needs(EditOp op, std::string_view what) {
        if (edit_->op != op) {
            say("/op", fmt::format("does not fit {}", what));
        }
        return edit_->op == op;
    }

    MapDoc& doc_;
    const Known* known_;
    const EditStamp* stamp_;
    const Edit* edit_ = nullptr;
    std::string pointer_;
};

}  // namespace styk::journey::detail

#include "journey/map_edit.h"

#include "base/id.h"
#include "journey/map_edit_lists.h"

namespace styk::journey {

namespace {

using detail::is_element_list;

// Finds what the path of an edit leads to.
class Applier : public detail::ListEditor {
public:
    using ListEditor::ListEditor;

    void run(const Edit& edit, std::size_t number) {
        begin(edit, number);
        if (edit.path.empty()) {
            return say("/path", "is empty");
        }
        walk(doc_, 0);
    }

private:
    template <class T>
    void walk(T& owner, std::size_t depth) {
        const std::string& name = edit_->path[depth];
        bool found = false;
        detail::for_each_member(owner, [&](const char* member_name, auto& member) {
            if (!found && name == member_name) {
                found = true;
                if constexpr (is_element_list<std::remove_reference_t<decltype(member)>>) {
                    enter(member, depth + 1);
                } else {
                    value(owner, member, name, depth + 1);
                }
            }
        });
        if (!found) {
            say("/path", fmt::format("names nothing of a map: {}", name));
        }
    }

    template <class E>
    void enter(std::vector<E>& list, std::size_t depth) {
        if (at_end(depth)) {
            if (needs(EditOp::add, "a whole list: it can only be added to")) {
                add(list);
            }
            return;
        }
        const std::string& id = edit_->path[depth];
        const auto at = find(list, id);
        if (!std::is_same_v<E, Lane> && !Uuid::parse(id)) {
            return say("/path", fmt::format("{} is no id", id));
        }
        if (at == list.size()) {
            return edit_->op == EditOp::remove ? void() : clash(yours(), nullptr);
        }
        if (!at_end(depth + 1)) {
            return walk(list[at], depth + 1);
        }
        if (edit_->op == EditOp::remove) {
            remove(list, at);
        } else if (needs(EditOp::move, "one part of a list: it can be removed or moved")) {
            move(list, at);
        }
    }
};

}  // namespace

Applied apply(
    MapDoc& doc, const std::vector<Edit>& edits, const Known* known, const EditStamp* stamp
) {
    Applier applier(doc, known, stamp);
    for (std::size_t i = 0; i < edits.size(); ++i) {
        applier.run(edits[i], i);
    }
    return std::move(applier.out);
}

}  // namespace styk::journey

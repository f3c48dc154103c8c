// Adding to a list of a map, removing from it, moving within it. For map_edit alone.
#pragma once

#include <algorithm>

#include "journey/map_edit_cells.h"

namespace styk::journey::detail {

class ListEditor : public CellEditor {
public:
    using CellEditor::CellEditor;

protected:
    template <class E>
    static std::size_t find(const std::vector<E>& list, const std::string& id) {
        const auto found =
            std::find_if(list.begin(), list.end(), [&](const E& one) { return id_of(one) == id; });
        return static_cast<std::size_t>(found - list.begin());
    }

    // ---- add

    template <class E>
    void stamp(E& element) const {
        if (stamp_ == nullptr) {
            return;
        }
        if constexpr (std::is_same_v<E, MapIdea>) {
            element.author_id = stamp_->user_id;
            element.at = stamp_->at;
            element.votes.clear();
        } else if constexpr (std::is_same_v<E, StepMark>) {
            element.by = stamp_->user_id;
            element.at = stamp_->at;
        } else if constexpr (std::is_same_v<E, Step>) {
            std::for_each(element.ideas.begin(), element.ideas.end(), [&](auto& one) {
                stamp(one);
            });
            std::for_each(element.marks.begin(), element.marks.end(), [&](auto& one) {
                stamp(one);
            });
        }
    }

    template <class E>
    void add(std::vector<E>& list) {
        E element;
        if (!read_added(element)) {
            return;
        }
        const auto same = find(list, id_of(element));
        if (same < list.size()) {
            if (!(list[same] == element)) {
                say("/value/id", "is used already");
            }
            return;
        }
        if (list.size() >= most_of<E>()) {
            return say("", fmt::format("there may be at most {} here", most_of<E>()));
        }
        if (!fits(list, element)) {
            return;
        }
        const std::string id = id_of(element);
        Edit done{.op = EditOp::add, .path = edit_->path};
        done.value = json::write(to_value(element));
        insert(list, std::move(element), edit_->after, edit_->last);
        done.after = before(list, find(list, id));
        out.edits.push_back(std::move(done));
    }

    template <class E>
    bool read_added(E& element) {
        if (!edit_->value) {
            say("/value", "is missing");
            return false;
        }
        const std::size_t known_problems = out.problems.size();
        Reader(out.problems).read(json::parse(*edit_->value), element, pointer_ + "/value");
        if (out.problems.size() == known_problems) {
            stamp(element);
            check(element, stamp_ == nullptr ? nullptr : known_, pointer_ + "/value", out.problems);
        }
        return out.problems.size() == known_problems;
    }

    template <class E>
    static constexpr std::size_t most_of() {
        return std::is_same_v<E, MapStage> ? most_stages
               : std::is_same_v<E, Step>   ? most_steps
               : std::is_same_v<E, Link>   ? most_links
               : std::is_same_v<E, Lane>   ? most_lanes
                                           : most_of_a_kind;
    }

    // What it refers to in this map may have been removed meanwhile, or taken by somebody else.
    template <class E>
    bool fits(const std::vector<E>& list, const E& element) {
        if constexpr (std::is_same_v<E, Step>) {
            if (find_stage(doc_, element.stage_id) == nullptr) {
                gone({"stages", element.stage_id});
                return false;
            }
        } else if constexpr (std::is_same_v<E, Link>) {
            for (const std::string* end : {&element.from, &element.to}) {
                if (find_step(doc_, *end) == nullptr) {
                    gone({"steps", *end});
                    return false;
                }
            }
        } else if constexpr (std::is_same_v<E, StepMark>) {
            for (const StepMark& one : list) {
                if (one.kind == element.kind) {
                    clash(yours(), to_value(one));
                    return false;
                }
            }
        }
        return true;
    }

    // ---- places

    template <class E>
    static bool are_alike(const E& a, const E& b) {
        if constexpr (std::is_same_v<E, Step>) {
            return a.stage_id == b.stage_id;
        } else {
            return true;
        }
    }

    // The one in front of it; of a step, in its stage.
    template <class E>
    static std::optional<std::string> before(const std::vector<E>& list, std::size_t at) {
        return at > 0 && are_alike(list[at - 1], list[at]) ? std::optional(id_of(list[at - 1]))
                                                           : std::nullopt;
    }

    // An `after` that is gone means the end: somebody removed it meanwhile.
    template <class E>
    void insert(
        std::vector<E>& list, E element, const std::optional<std::string>& after, bool is_last
    ) {
        auto at = list.end();
        if (!is_last && !after) {
            at = list.begin();
        } else if (!is_last) {
            const auto found = find(list, *after);
            const bool stands = found < list.size() && are_alike(list[found], element);
            at = stands ? list.begin() + static_cast<std::ptrdiff_t>(found) + 1 : list.end();
        }
        list.insert(at, std::move(element));
        keep_order<E>();
    }

    template <class E>
    void keep_order() {
        if constexpr (std::is_same_v<E, Step> || std::is_same_v<E, MapStage>) {
            set_in_order(doc_);
        }
    }

    // ---- remove

    template <class E>
    void remove(std::vector<E>& list, std::size_t at) {
        if (edit_->was && !is_as_seen(list[at])) {
            return;
        }
        if constexpr (std::is_same_v<E, MapStage>) {
            if (holds_steps(list[at].id)) {
                return;
            }
        }
        if constexpr (std::is_same_v<E, Step>) {
            remove_links_of(list[at].id);
        }
        erase(list, at, edit_->path);
    }

    template <class E>
    void erase(std::vector<E>& list, std::size_t at, const Texts& path) {
        Edit done{.op = EditOp::remove, .path = path};
        done.was = json::write(to_value(list[at]));
        done.was_after = before(list, at);
        out.edits.push_back(std::move(done));
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
    }

    template <class E>
    bool is_as_seen(const E& now) {
        E seen;
        const std::size_t known_problems = out.problems.size();
        Reader(out.problems).read(json::parse(*edit_->was), seen, pointer_ + "/was");
        if (out.problems.size() > known_problems) {
            return false;
        }
        if (!(seen == now)) {
            clash(nullptr, to_value(now));
        }
        return seen == now;
    }

    // A stage goes only when it is empty: a step that somebody put into it meanwhile stays.
    bool holds_steps(const std::string& stage) {
        json::Array names;
        for (const Step& step : doc_.steps) {
            if (step.stage_id == stage) {
                names.emplace_back(step.name);
            }
        }
        if (!names.empty()) {
            const bool some = true;
            clash(nullptr, json::Object{{"steps", std::move(names)}});
            return some;
        }
        return false;
    }

    void remove_links_of(const std::string& step) {
        for (std::size_t i = doc_.links.size(); i-- > 0;) {
            if (doc_.links[i].from == step || doc_.links[i].to == step) {
                erase(doc_.links, i, {"links", doc_.links[i].id});
            }
        }
    }

    // ---- move

    template <class E>
    void move(std::vector<E>& list, std::size_t at) {
        E element = list[at];
        Edit done{.op = EditOp::move, .path = edit_->path};
        done.was_after = before(list, at);
        if (!go_to_stage(element, done)) {
            return;
        }
        if (edit_->after == id_of(element)) {
            return say("/after", "is itself");
        }
        const bool another_stage = !are_alike(element, list[at]);
        const std::string id = id_of(element);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
        insert(list, std::move(element), edit_->after, edit_->last);
        done.after = before(list, find(list, id));
        if (another_stage || done.after != done.was_after) {
            out.edits.push_back(std::move(done));
        }
    }

    template <class E>
    bool go_to_stage(E& element, Edit& done) {
        if constexpr (std::is_same_v<E, Step>) {
            if (edit_->was_stage_id && element.stage_id != *edit_->was_stage_id) {
                clash(
                    json::Object{{"stage_id", edit_->stage_id.value_or(element.stage_id)}},
                    json::Object{{"stage_id", element.stage_id}}
                );
                return false;
            }
            done.was_stage_id = element.stage_id;
            element.stage_id = edit_->stage_id.value_or(element.stage_id);
            done.stage_id = element.stage_id;
            if (find_stage(doc_, element.stage_id) == nullptr) {
                gone({"stages", element.stage_id});
                return false;
            }
        } else if (edit_->stage_id) {
            say("/stage_id", "is only of a step");
            return false;
        }
        return true;
    }
};

}  // namespace styk::journey::detail

// Setting one cell of a map: a value of its owner, a text of an own lane, a vote. For map_edit
// alone.
#pragma once

#include <algorithm>

#include "journey/map_edit_turn.h"

namespace styk::journey::detail {

// Members that an edit never sets: which one it is, where it stands, and what the server knows.
template <class T>
std::optional<std::string> why_fixed(std::string_view member, bool trusted) {
    if (member == "id" || member == "key") {
        return "stays as it is";
    }
    if (std::is_same_v<T, Step> && member == "stage_id") {
        return "is changed by a move";
    }
    const bool ours = (std::is_same_v<T, MapIdea> || std::is_same_v<T, StepMark>) &&
                      (member == "author_id" || member == "at" || member == "by");
    if (ours && !trusted) {
        return "is the server's to set";
    }
    if (std::is_same_v<T, MapIdea> && member == "votes" && !trusted) {
        return "is set a vote at a time: path […, \"votes\", your id], value true or false";
    }
    return {};
}

class CellEditor : public EditTurn {
public:
    using EditTurn::EditTurn;

protected:
    template <class T, class V>
    void value(T& owner, V& member, const std::string& name, std::size_t depth) {
        if (!needs(EditOp::set, "a value: it can only be set")) {
            return;
        }
        if (!at_end(depth)) {
            return inner_value(owner, member, name, depth);
        }
        if (const auto why = why_fixed<T>(name, stamp_ == nullptr)) {
            return say("/path", name + " " + *why);
        }
        set(owner, member, name);
    }

    template <class T, class V>
    void inner_value(T& owner, V& member, const std::string& name, std::size_t depth) {
        const bool is_last = at_end(depth + 1);
        const std::string& inner = edit_->path[depth];
        if constexpr (std::is_same_v<V, Drawn>) {
            if (is_last && inner == "value") {
                return set(owner, member.value, name);
            }
        } else if constexpr (std::is_same_v<V, std::map<std::string, std::string>>) {
            if (is_last) {
                return set_own(owner, member, inner);
            }
        } else if constexpr (std::is_same_v<T, MapIdea> && std::is_same_v<V, Texts>) {
            if (is_last) {
                return vote(member, inner);
            }
        }
        say("/path", fmt::format("goes deeper than {} does", name));
    }

    // Reads `was` and `value`; false when one cannot be read.
    template <class V>
    bool read_both(V& was, V& wanted) {
        const std::size_t before = out.problems.size();
        Reader reader(out.problems);
        for (const auto& [text, into, name] :
             {std::tuple(&edit_->was, &was, "/was"), std::tuple(&edit_->value, &wanted, "/value")
             }) {
            if (*text) {
                reader.read(json::parse(**text), *into, pointer_ + name);
            } else {
                say(name, "is missing");
            }
        }
        return out.problems.size() == before;
    }

    // Whether `now` is to become `wanted`: not when it is so already, nor when it is not as it was.
    template <class V>
    bool may_become(const V& now, const V& was, const V& wanted) {
        if (now != wanted && now != was) {
            clash(to_value(wanted), to_value(now));
        }
        return now != wanted && now == was;
    }

    template <class V>
    void note_set(const V& was, const V& wanted) {
        Edit done{.op = EditOp::set, .path = edit_->path};
        done.was = json::write(to_value(was));
        done.value = json::write(to_value(wanted));
        out.edits.push_back(std::move(done));
    }

    template <class T, class V>
    void set(T& owner, V& member, const std::string& name) {
        V was{}, wanted{};
        if (!read_both(was, wanted) || !may_become(member, was, wanted)) {
            return;
        }
        member = wanted;
        check_member(owner, name);
        note_set(was, wanted);
    }

    template <class T>
    void set_own(T& owner, std::map<std::string, std::string>& own, const std::string& lane) {
        std::string was, wanted;
        const auto found = own.find(lane);
        const std::string now = found == own.end() ? "" : found->second;
        if (!read_both(was, wanted) || !may_become(now, was, wanted)) {
            return;
        }
        own[lane] = wanted;
        check_member(owner, "own");
        if (wanted.empty()) {
            own.erase(lane);
        }
        note_set(was, wanted);
    }

    void vote(Texts& votes, const std::string& user) {
        bool was = false, wanted = false;
        if (!read_both(was, wanted)) {
            return;
        }
        if (stamp_ != nullptr && user != stamp_->user_id) {
            return say("/path", "is somebody else's vote");
        }
        const auto at = std::lower_bound(votes.begin(), votes.end(), user);
        const bool now = at != votes.end() && *at == user;
        if (now == wanted) {
            return;
        }
        if (wanted) {
            votes.insert(at, user);
        } else {
            votes.erase(at);
        }
        note_set(now, wanted);
    }

    // Of everything wrong with the owner, what the edit made so.
    template <class T>
    void check_member(const T& owner, const std::string& name) {
        Problems all;
        check(owner, stamp_ == nullptr ? nullptr : known_, "", all);
        const std::string mine = "/" + name;
        for (const auto& [pointer, message] : all) {
            if (pointer == mine || pointer.starts_with(mine + "/")) {
                const auto rest = pointer.substr(mine.size());
                say("/value" + (name == "own" || name == "drawn" ? "" : rest), message);
            }
        }
    }
};

}  // namespace styk::journey::detail

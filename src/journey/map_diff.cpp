#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "journey/map_edit.h"
#include "journey/map_members.h"

namespace styk::journey {

namespace {

using detail::id_of;

// The longest run of numbers that rises, as the places of its members (patience sorting).
std::vector<std::size_t> longest_rising(const std::vector<std::size_t>& numbers) {
    std::vector<std::size_t> ends, before(numbers.size());
    constexpr auto none = static_cast<std::size_t>(-1);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto at = std::lower_bound(ends.begin(), ends.end(), i, [&](auto a, auto b) {
            return numbers[a] < numbers[b];
        });
        before[i] = at == ends.begin() ? none : *(at - 1);
        at == ends.end() ? ends.push_back(i) : void(*at = i);
    }
    std::vector<std::size_t> run;
    for (auto i = ends.empty() ? none : ends.back(); i != none; i = before[i]) {
        run.push_back(i);
    }
    return {run.rbegin(), run.rend()};
}

const std::string& group_of(const Step& step) {
    return step.stage_id;
}

template <class E>
const std::string& group_of(const E&) {
    static const std::string one;
    return one;
}

class Difference {
public:
    void run(const MapDoc& from, const MapDoc& to) {
        remove_missing(from.links, to.links, {"links"});
        remove_missing(from.steps, to.steps, {"steps"});
        settle(from.stages, to.stages, {"stages"});
        settle(from.steps, to.steps, {"steps"});
        remove_missing(from.stages, to.stages, {"stages"});
        settle(from.links, to.links, {"links"});
        sync(from.lanes, to.lanes, {"lanes"});
    }

    std::vector<Edit> edits;

private:
    template <class E>
    using Places = std::unordered_map<std::string, const E*>;

    template <class E>
    static Places<E> places(const std::vector<E>& list) {
        Places<E> out;
        for (const E& one : list) {
            out.emplace(id_of(one), &one);
        }
        return out;
    }

    static Texts join(Texts path, const std::string& part) {
        path.push_back(part);
        return path;
    }

    template <class E>
    void sync(const std::vector<E>& from, const std::vector<E>& to, const Texts& path) {
        remove_missing(from, to, path);
        settle(from, to, path);
    }

    template <class E>
    void remove_missing(const std::vector<E>& from, const std::vector<E>& to, const Texts& path) {
        const auto wanted = places(to);
        for (const E& one : from) {
            if (!wanted.contains(id_of(one))) {
                edits.push_back({.op = EditOp::remove, .path = join(path, id_of(one))});
            }
        }
    }

    // Those that need not move: the longest run, group by group, whose order is right already.
    template <class E>
    static std::unordered_set<std::string> those_in_place(
        const std::vector<E>& from, const std::vector<E>& to
    ) {
        const auto old = places(from);
        std::unordered_map<std::string, std::vector<const E*>> groups;
        for (const E& one : to) {
            const auto found = old.find(id_of(one));
            if (found != old.end() && group_of(*found->second) == group_of(one)) {
                groups[group_of(one)].push_back(found->second);
            }
        }
        std::unordered_set<std::string> kept;
        for (const auto& [name, members] : groups) {
            std::vector<std::size_t> numbers;
            for (const E* one : members) {
                numbers.push_back(static_cast<std::size_t>(one - from.data()));
            }
            for (const std::size_t i : longest_rising(numbers)) {
                kept.insert(id_of(*members[i]));
            }
        }
        return kept;
    }

    template <class E>
    void settle(const std::vector<E>& from, const std::vector<E>& to, const Texts& path) {
        const auto old = places(from);
        const auto kept = those_in_place(from, to);
        std::unordered_map<std::string, std::string> last;  // of each group
        for (const E& one : to) {
            const auto before = last.find(group_of(one));
            const auto after = before == last.end() ? std::nullopt : std::optional(before->second);
            const auto found = old.find(id_of(one));
            if (found == old.end()) {
                put(one, after, path);
            } else if (!kept.contains(id_of(one))) {
                move(one, after, path);
            }
            if (found != old.end()) {
                change(*found->second, one, join(path, id_of(one)));
            }
            last[group_of(one)] = id_of(one);
        }
    }

    template <class E>
    void put(const E& one, const std::optional<std::string>& after, const Texts& path) {
        Edit edit{.op = EditOp::add, .path = path};
        edit.value = json::write(detail::to_value(one));
        edit.after = after;
        edits.push_back(std::move(edit));
    }

    template <class E>
    void move(const E& one, const std::optional<std::string>& after, const Texts& path) {
        Edit edit{.op = EditOp::move, .path = join(path, id_of(one))};
        edit.after = after;
        if constexpr (std::is_same_v<E, Step>) {
            edit.stage_id = one.stage_id;
        }
        edits.push_back(std::move(edit));
    }

    template <class E>
    void change(const E& from, const E& to, const Texts& path) {
        detail::for_each_member(from, [&](const char* name, const auto& before) {
            detail::for_each_member(to, [&](const char* same, const auto& wanted) {
                if (std::string_view(name) == same) {
                    change_where_differs(name, before, wanted, path);
                }
            });
        });
    }

    template <class A, class B>
    void change_where_differs(
        const char* name, const A& before, const B& wanted, const Texts& path
    ) {
        if constexpr (std::is_same_v<A, B>) {
            if (!(before == wanted)) {
                change_member(name, before, wanted, path);
            }
        }
    }

    template <class V>
    void change_member(const char* name, const V& from, const V& to, const Texts& path) {
        if constexpr (detail::is_element_list<V>) {
            sync(from, to, join(path, name));
        } else if (std::string_view(name) != "stage_id") {
            Edit edit{.op = EditOp::set, .path = join(path, name)};
            edit.was = json::write(detail::to_value(from));
            edit.value = json::write(detail::to_value(to));
            edits.push_back(std::move(edit));
        }
    }
};

}  // namespace

std::vector<Edit> edits_between(const MapDoc& from, const MapDoc& to) {
    Difference difference;
    difference.run(from, to);
    MapDoc copy = from;
    Applied applied = apply(copy, difference.edits, nullptr, nullptr);
    if (!applied.is_fine() || !(copy == to)) {
        throw Fault("the difference of two journey maps does not lead from one to the other");
    }
    return std::move(applied.edits);
}

}  // namespace styk::journey

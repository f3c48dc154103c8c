#include "journey/map_edit.h"

#include <algorithm>

#include "base/id.h"
#include "journey/map_members.h"

namespace styk::journey {

namespace {

using detail::id_of;
using detail::is_element_list;

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

class Applier {
public:
    Applier(MapDoc& doc, const Known* known, const EditStamp* stamp)
        : doc_(doc), known_(known), stamp_(stamp) {}

    void run(const Edit& edit, std::size_t number) {
        edit_ = &edit;
        pointer_ = fmt::format("/edits/{}", number);
        if (edit.path.empty()) {
            return say("/path", "is empty");
        }
        walk(doc_, 0);
    }

    Applied out;

private:
    void say(const std::string& where, std::string message) {
        out.problems.push_back({pointer_ + where, std::move(message)});
    }

    void clash(json::Value yours, json::Value theirs) {
        out.conflicts.push_back({edit_->path, json::write(yours), json::write(theirs)});
    }

    // What the edit leans on was removed: the conflict is told of that, so that who did it is found.
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

    template <class E>
    static std::size_t find(const std::vector<E>& list, const std::string& id) {
        const auto found =
            std::find_if(list.begin(), list.end(), [&](const E& one) { return id_of(one) == id; });
        return static_cast<std::size_t>(found - list.begin());
    }

    // ---- set

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
        detail::Reader reader(out.problems);
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
            clash(detail::to_value(wanted), detail::to_value(now));
        }
        return now != wanted && now == was;
    }

    template <class V>
    void note_set(const V& was, const V& wanted) {
        Edit done{.op = EditOp::set, .path = edit_->path};
        done.was = json::write(detail::to_value(was));
        done.value = json::write(detail::to_value(wanted));
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
        done.value = json::write(detail::to_value(element));
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
        detail::Reader(out.problems).read(json::parse(*edit_->value), element, pointer_ + "/value");
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
                    clash(yours(), detail::to_value(one));
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
        done.was = json::write(detail::to_value(list[at]));
        done.was_after = before(list, at);
        out.edits.push_back(std::move(done));
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
    }

    template <class E>
    bool is_as_seen(const E& now) {
        E seen;
        const std::size_t known_problems = out.problems.size();
        detail::Reader(out.problems).read(json::parse(*edit_->was), seen, pointer_ + "/was");
        if (out.problems.size() > known_problems) {
            return false;
        }
        if (!(seen == now)) {
            clash(nullptr, detail::to_value(now));
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

    MapDoc& doc_;
    const Known* known_;
    const EditStamp* stamp_;
    const Edit* edit_ = nullptr;
    std::string pointer_;
};

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

Applied apply(
    MapDoc& doc, const std::vector<Edit>& edits, const Known* known, const EditStamp* stamp
) {
    Applier applier(doc, known, stamp);
    for (std::size_t i = 0; i < edits.size(); ++i) {
        applier.run(edits[i], i);
    }
    return std::move(applier.out);
}

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

#include <algorithm>

#include "journey/map_edit.h"
#include "journey/map_members.h"

namespace styk::journey {

namespace {

constexpr std::size_t most_edits = 2000, deepest = 6;

class EditReader {
public:
    explicit EditReader(Problems& problems) : problems_(problems) {}

    Edit read(const json::Value& in, const std::string& pointer) {
        Edit edit;
        pointer_ = pointer;
        if (!in.is_object()) {
            say("", "must be an object");
            return edit;
        }
        const auto& object = in.get_object();
        detail::Reader reader(problems_);
        bool has_op = false;
        for (const auto& [name, value] : object) {
            const std::string at = pointer + "/" + json::escape_pointer(name);
            if (name == "op") {
                has_op = true;
                reader.read(value, edit.op, at);
            } else if (name == "path") {
                reader.read(value, edit.path, at);
            } else if (name == "was" || name == "value") {
                (name == "was" ? edit.was : edit.value) = json::write(value);
            } else if (auto* place = place_named(edit, name)) {
                reader.read(value, *place, at);
            } else {
                problems_.push_back({at, "is not known here"});
            }
        }
        const bool puts = edit.op == EditOp::add || edit.op == EditOp::move;
        edit.last = puts && !object.contains("after");
        check(edit, has_op);
        return edit;
    }

private:
    void say(const std::string& where, std::string message) {
        problems_.push_back({pointer_ + where, std::move(message)});
    }

    static std::optional<std::string>* place_named(Edit& edit, std::string_view name) {
        return name == "after"          ? &edit.after
               : name == "stage_id"     ? &edit.stage_id
               : name == "was_after"    ? &edit.was_after
               : name == "was_stage_id" ? &edit.was_stage_id
                                        : nullptr;
    }

    void check(const Edit& edit, bool has_op) {
        if (!has_op) {
            say("/op", "is missing");
        }
        if (edit.path.empty() || edit.path.size() > deepest) {
            say("/path", fmt::format("must have 1 to {} parts", deepest));
        }
    }

    Problems& problems_;
    std::string pointer_;
};

void put_if(json::Object& out, const char* name, const std::optional<std::string>& text) {
    if (text) {
        out[name] = *text;
    }
}

json::Object edit_json(const Edit& edit) {
    json::Object out{
        {"op", record::name_of_choice(edit.op)}, {"path", detail::to_value(edit.path)}
    };
    for (const auto& [name, text] :
         {std::pair("was", &edit.was), std::pair("value", &edit.value)}) {
        if (*text) {
            out[name] = json::parse(**text);
        }
    }
    if (edit.op == EditOp::add || edit.op == EditOp::move) {
        out["after"] = edit.after ? json::Value(*edit.after) : json::Value(nullptr);
    }
    if (edit.op == EditOp::remove || edit.op == EditOp::move) {
        out["was_after"] = edit.was_after ? json::Value(*edit.was_after) : json::Value(nullptr);
    }
    put_if(out, "stage_id", edit.stage_id);
    put_if(out, "was_stage_id", edit.was_stage_id);
    return out;
}

}  // namespace

std::vector<Edit> read_edits(const json::Value& in, Problems& problems) {
    std::vector<Edit> edits;
    if (!in.is_array() || in.get_array().empty() || in.get_array().size() > most_edits) {
        problems.push_back({"/edits", fmt::format("must be a list of 1 to {} edits", most_edits)});
        return edits;
    }
    EditReader reader(problems);
    for (const auto& one : in.get_array()) {
        edits.push_back(reader.read(one, fmt::format("/edits/{}", edits.size())));
    }
    return edits;
}

std::vector<Edit> read_stored_edits(std::string_view text) {
    Problems problems;
    auto edits = read_edits(json::parse(text), problems);
    if (!problems.empty()) {
        throw Fault("stored edits of a journey map cannot be read: " + problems[0].pointer);
    }
    return edits;
}

json::Array to_json(const std::vector<Edit>& edits) {
    json::Array out;
    for (const Edit& edit : edits) {
        out.push_back(edit_json(edit));
    }
    return out;
}

}  // namespace styk::journey

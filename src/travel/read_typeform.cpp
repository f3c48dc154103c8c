// A Typeform form as its Create API gives it: fields, groups of fields, logic that jumps.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "travel/choices.h"
#include "travel/json_look.h"
#include "travel/jumps.h"
#include "travel/readers.h"
#include "travel/settle.h"
#include "travel/sign.h"

namespace styk::travel {

namespace {

using survey::Input;
using survey::Type;

struct Known {
    std::string name;
    Type type = Type::text;
    std::map<std::string, std::string> answers{};  // ref or id of a choice → its value here
};

class Reader {
public:
    explicit Reader(const json::Object& file) : file_(file) {}

    Sketch read() {
        const std::string language =
            language_code(word_in(object_in(file_, "settings"), "language"));
        out_.language = language.empty() ? "en" : language;
        put_words(out_.title, out_.language, word_in(file_, "title"));
        screens();
        for (const auto& one : list_in(file_, "hidden")) {
            if (out_.hidden.size() < 50) {
                out_.hidden.push_back(namer_.take(word_of(one)));
            }
        }
        out_.pages.emplace_back().name = "page1";
        fields(list_in(file_, "fields"), "");
        logic();
        pipe_all();
        if (!out_.hidden.empty()) {
            report.note(
                "hidden_fields", {{"names", fmt::format("{}", fmt::join(out_.hidden, ", "))}}
            );
        }
        if (!object_in(file_, "variables").empty()) {
            report.drop(
                "calculations_dropped",
                {{"number", std::to_string(object_in(file_, "variables").size())}}
            );
        }
        return std::move(out_);
    }

    Report report;

private:
    [[nodiscard]] Words words(const std::string& text) const {
        Words out;
        put_words(out, out_.language, text);
        return out;
    }

    void screens() {
        if (const auto& first = list_in(file_, "welcome_screens"); !first.empty()) {
            out_.description = words(word_in(object_of(first[0]), "title"));
            report.change("welcome_as_description");
        }
        const auto& last = list_in(file_, "thankyou_screens");
        if (!last.empty()) {
            out_.thanks = words(word_in(object_of(last[0]), "title"));
        }
        if (last.size() > 1) {
            report.change("endings_dropped", {{"number", std::to_string(last.size())}});
        }
    }

    void fields(const json::Array& all, const std::string& group) {
        for (const auto& one : all) {
            const auto& of = object_of(one);
            const std::string type = word_in(of, "type");
            if (type == "group" || type == "inline_group") {
                fields(list_in(object_in(of, "properties"), "fields"), word_in(of, "title"));
            } else if (known_.size() < most_things) {
                field(of, type, group);
            }
        }
    }

    void field(const json::Object& of, const std::string& type, const std::string& group) {
        const std::string ref = word_in(of, "ref"), id = word_in(of, "id"),
                          title = word_in(of, "title");
        const bool machine = ref.size() == 36 && std::count(ref.begin(), ref.end(), '-') == 4;
        Item item;
        item.name =
            namer_.take(machine || ref.empty() ? to_key(title).substr(0, 40) : ref, "q_" + id);
        item.line = report.add(machine || ref.empty() ? id : ref, title, item.name);
        item.title = words(title);
        const auto& properties = object_in(of, "properties");
        item.description = words(word_in(properties, "description"));
        item.required = flag_in(object_in(of, "validations"), "required");
        Known known{item.name};
        if (!group.empty() && group != last_group_) {
            report.change(item.line, "setting_dropped", {{"name", group}});
            last_group_ = group;
        }
        if (!kind(item, known, of, type)) {
            return report.drop(item.line, "no_such_kind", {{"kind", type}});
        }
        tidy(item, report);
        known.type = item.type;
        out_.pages.back().items.push_back(std::move(item));
        known_[ref.empty() ? id : ref] = known;
        known_[id.empty() ? ref : id] = std::move(known);
    }

    bool kind(Item& item, Known& known, const json::Object& of, const std::string& type) {
        const auto& properties = object_in(of, "properties");
        if (type == "nps" || type == "opinion_scale" || type == "rating") {
            scale(item, properties, type);
        } else if (type == "multiple_choice" || type == "picture_choice" || type == "dropdown" ||
                   type == "ranking") {
            choice(item, known, properties, type);
        } else if (type == "yes_no" || type == "legal") {
            item.type = Type::yes_no;
            item.consent = type == "legal" ? "terms" : "";
        } else if (type == "statement") {
            item.type = Type::statement;
        } else if (type == "matrix") {
            matrix(item, properties);
        } else if (type == "contact_info" || type == "address") {
            contact(item, properties);
        } else {
            return text(item, object_in(of, "validations"), type);
        }
        return true;
    }

    void scale(Item& item, const json::Object& properties, const std::string& type) const {
        item.type = Type::rating;
        const bool from_one = type == "rating" || flag_in(properties, "start_at_one");
        const int steps = whole_in(properties, "steps").value_or(type == "rating" ? 5 : 11);
        item.low = type == "nps" ? 0 : from_one ? 1 : 0;
        item.high =
            type == "nps" ? 10 : std::clamp(item.low + steps - 1, item.low + 1, item.low + 20);
        item.style = type == "rating" && word_in(properties, "shape") != "number"
                         ? survey::RateStyle::stars
                         : survey::RateStyle::numbers;
        const auto& labels = object_in(properties, "labels");
        item.low_title = words(word_in(labels, "left"));
        item.high_title = words(word_in(labels, "right"));
        item.metric = type == "nps" ? "nps" : "";
    }

    void choice(Item& item, Known& known, const json::Object& properties, const std::string& type) {
        const bool several = flag_in(properties, "allow_multiple_selection");
        item.type = type == "dropdown"  ? Type::dropdown
                    : type == "ranking" ? Type::ranking
                    : several           ? Type::multiple
                                        : Type::single;
        for (const auto& one : list_in(properties, "choices")) {
            const auto& of = object_of(one);
            const std::string label = word_in(of, "label"), value = to_key(label).substr(0, 60);
            item.choices.push_back({value.empty() ? word_in(of, "id") : value, words(label)});
            if (item.choices.size() >= most_things) {
                break;
            }
        }
        item.other = item.type != Type::ranking && flag_in(properties, "allow_other_choice");
        item.random = flag_in(properties, "randomize");
        if (type == "picture_choice") {
            report.change(item.line, "picture_dropped");
        }
        tidy(item, report);
        std::size_t at = 0;
        for (const auto& one : list_in(properties, "choices")) {
            if (at == item.choices.size()) {
                break;
            }
            const std::string value = item.choices[at++].value;
            known.answers[word_in(object_of(one), "ref")] = value;
            known.answers[word_in(object_of(one), "id")] = value;
        }
    }

    // Its rows are fields of their own, each with the same choices.
    void matrix(Item& item, const json::Object& properties) const {
        item.type = Type::matrix;
        for (const auto& one : list_in(properties, "fields")) {
            const auto& row = object_of(one);
            const std::string title = word_in(row, "title");
            item.rows.push_back({to_key(title).substr(0, 60), words(title)});
            if (item.columns.empty()) {
                for (const auto& column : list_in(object_in(row, "properties"), "choices")) {
                    const std::string label = word_in(object_of(column), "label");
                    item.columns.push_back({to_key(label).substr(0, 60), words(label)});
                }
            }
        }
    }

    void contact(Item& item, const json::Object& properties) {
        item.type = Type::contact;
        Namer names;
        for (const auto& one : list_in(properties, "fields")) {
            const auto& of = object_of(one);
            const std::string title = word_in(of, "title"), type = word_in(of, "type"),
                              key = word_in(of, "subfield_key");
            const Input input = type == "email"          ? Input::email
                                : type == "phone_number" ? Input::tel
                                                         : Input::text;
            if (item.fields.size() < 20) {
                item.fields.push_back(
                    {names.take(key.empty() ? to_key(title) : key),
                     words(title),
                     input,
                     flag_in(object_in(of, "validations"), "required")}
                );
            }
        }
    }

    static bool text(Item& item, const json::Object& rules, const std::string& type) {
        struct Kind {
            std::string_view name;
            Input input;
        };

        constexpr Kind all[] = {
            {"short_text", Input::text},
            {"number", Input::number},
            {"email", Input::email},
            {"phone_number", Input::tel},
            {"website", Input::url},
            {"date", Input::date}
        };
        item.type = type == "long_text" ? Type::long_text : Type::text;
        item.longest = std::max(0, whole_in(rules, "max_length").value_or(0));
        item.least = number_in(rules, "min_value");
        item.most = number_in(rules, "max_value");
        const auto* found = std::find_if(std::begin(all), std::end(all), [&](const Kind& one) {
            return one.name == type;
        });
        item.input = found == std::end(all) ? Input::text : found->input;
        return type == "long_text" || found != std::end(all);
    }

    // ---- jumps

    void logic() {
        for (const auto& one : list_in(file_, "logic")) {
            const auto& of = object_of(one);
            const auto from = known_.find(word_in(of, "ref"));
            if (word_in(of, "type") != "field" || from == known_.end()) {
                continue;
            }
            for (const auto& action : list_in(of, "actions")) {
                jump(from->second, object_of(action));
            }
        }
        if (!out_.jumps.empty()) {
            spread(out_, report);
        }
    }

    void jump(const Known& from, const json::Object& action) {
        const std::string kind = word_in(action, "action");
        const auto& to = object_in(object_in(action, "details"), "to");
        try {
            if (kind != "jump" || out_.jumps.size() > 500) {
                throw Unreadable{kind};
            }
            const std::string when = condition(object_in(action, "condition"));
            const auto target = known_.find(word_in(to, "value"));
            if (word_in(to, "type") == "thankyou") {
                out_.jumps.push_back(jump_from(from.name, when, ""));
            } else if (target == known_.end()) {
                throw Unreadable{word_in(to, "value")};
            } else {
                out_.jumps.push_back(jump_from(from.name, when, target->second.name));
            }
        } catch (const Unreadable& wrong) {
            report.drop("jump_dropped", {{"text", from.name + ": " + wrong.why}});
        }
    }

    std::string condition(const json::Object& of) {
        const std::string op = word_in(of, "op");
        const auto& vars = list_in(of, "vars");
        if (op == "always" || op.empty()) {
            return {};
        }
        if (op == "and" || op == "or") {
            std::string out;
            for (const auto& one : vars) {
                out += (out.empty() ? "(" : ") " + op + " (") + condition(object_of(one));
            }
            return out.empty() ? "" : out + ")";
        }
        Comparison made;
        const Known* about = nullptr;
        for (const auto& one : vars) {
            const std::string type = word_in(object_of(one), "type"),
                              value = word_in(object_of(one), "value");
            if (type == "field") {
                const auto found = known_.find(value);
                about = found == known_.end() ? nullptr : &found->second;
            } else if (type == "hidden") {
                made.name = value;
            } else {
                made.value = value;
            }
        }
        if (about == nullptr && made.name.empty()) {
            throw Unreadable{op};
        }
        if (about != nullptr) {
            made.name = about->name;
            made.several = about->type == Type::multiple;
            const auto answer = about->answers.find(made.value);
            made.value = answer == about->answers.end() ? made.value : answer->second;
        }
        made.sign = sign(op);
        return written(made);
    }

    static std::string sign(const std::string& op) {
        constexpr Spelling all[] = {
            {"is", "="},
            {"equal", "="},
            {"is_not", "!="},
            {"not_equal", "!="},
            {"lower_than", "<"},
            {"lower_equal_than", "<="},
            {"greater_than", ">"},
            {"greater_equal_than", ">="},
            {"contains", "contains"},
            {"not_contains", "notcontains"},
            {"on", "="},
            {"not_on", "!="},
            {"earlier_than", "<"},
            {"later_than", ">"}
        };
        return need_sign_here(all, op);
    }

    // ---- {{field:ref}} and {{hidden:name}}

    void pipe_all() {
        for_each_text(out_, [this](std::string& text, std::size_t line) {
            text = piped(text, line);
        });
    }

    std::string piped(const std::string& text, std::size_t line) {
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const bool opens = std::string_view(text).substr(at).starts_with("{{");
            const auto end = opens ? text.find("}}", at) : std::string::npos;
            if (end == std::string::npos) {
                out += text[at++];
                continue;
            }
            const std::string name = text.substr(at + 2, end - at - 2);
            at = end + 2;
            const auto field =
                name.starts_with("field:") ? known_.find(name.substr(6)) : known_.end();
            if (field != known_.end()) {
                out += "{" + field->second.name + "}";
            } else if (name.starts_with("hidden:")) {
                out += "{" + name.substr(7) + "}";
            } else {
                report.change(line, "piping_dropped", {{"name", name}});
            }
        }
        return out;
    }

    const json::Object& file_;
    Sketch out_;
    Namer namer_;
    std::map<std::string, Known> known_;
    std::string last_group_;
};

}  // namespace

Result<Brought> read_typeform(const json::Object& file, const Asked& asked) {
    Reader reader(file);
    Sketch made = reader.read();
    return settle(std::move(made), Format::typeform, asked, reader.report);
}

}  // namespace styk::travel

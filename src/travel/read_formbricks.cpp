// A Formbricks survey: as its management API gives it ({"data": {…}} or bare), with questions in
// one list or in blocks. Texts are objects with a text a language, "default" among them.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "survey/plain_text.h"
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
    std::map<std::string, std::string> answers{};  // id of a choice → its value here
};

class Reader {
public:
    explicit Reader(const json::Object& file) : file_(file) {}

    Sketch read(const std::string& language) {
        out_.language = language;
        for (const auto& one : list_in(file_, "languages")) {
            const std::string code =
                language_code(word_in(object_in(object_of(one), "language"), "code"));
            if (flag_in(object_of(one), "default") && !code.empty()) {
                out_.language = code;
            }
        }
        put_words(out_.title, out_.language, word_in(file_, "name"));
        const auto& welcome = object_in(file_, "welcomeCard");
        if (flag_in(welcome, "enabled")) {
            out_.description = words(welcome, "headline");
            report.change("welcome_as_description");
        }
        endings();
        for (const auto& one : list_in(object_in(file_, "hiddenFields"), "fieldIds")) {
            if (out_.hidden.size() < 50) {
                out_.hidden.push_back(namer_.take(word_of(one)));
            }
        }
        pages();
        jumps();
        pipe_all();
        return std::move(out_);
    }

    Report report;

private:
    [[nodiscard]] Words words(const json::Object& of, std::string_view name) const {
        Words out;
        const auto* value = of.if_contains(name);
        if (value == nullptr) {
            return out;
        }
        if (value->is_string()) {
            put_words(out, out_.language, survey::plain_text(word_of(*value)));
        }
        const auto& each = object_of(*value);
        put_words(out, out_.language, survey::plain_text(word_in(each, "default")));
        for (const auto& [tag, text] : each) {
            const std::string language = tag == "default" ? "" : language_code(tag);
            if (!language.empty()) {
                put_words(out, language, survey::plain_text(word_of(text)));
            }
        }
        return out;
    }

    void endings() {
        const auto& all = list_in(file_, "endings");
        for (const auto& one : all) {
            ends_.push_back(word_in(object_of(one), "id"));
        }
        if (!all.empty()) {
            out_.thanks = words(object_of(all[0]), "headline");
        }
        if (all.size() > 1) {
            report.change("endings_dropped", {{"number", std::to_string(all.size())}});
        }
    }

    void pages() {
        const auto& blocks = list_in(file_, "blocks");
        if (blocks.empty()) {
            out_.pages.emplace_back().name = "page1";
            for (const auto& one : list_in(file_, "questions")) {
                question(object_of(one));
                with_logic_.push_back({last_, &object_of(one)});
            }
            return;
        }
        for (const auto& one : blocks) {
            const auto& block = object_of(one);
            Leaf& page = out_.pages.emplace_back();
            page.name = pages_.take(word_in(block, "name"), "page");
            last_.clear();
            for (const auto& element : list_in(block, "elements")) {
                question(object_of(element));
            }
            if (!page_first_.empty()) {
                block_first_[word_in(block, "id")] = page_first_;
            }
            page_first_.clear();
            with_logic_.push_back({last_, &block});
        }
        blocks_ = true;
    }

    void question(const json::Object& of) {
        if (known_.size() >= most_things) {
            return;
        }
        const std::string id = word_in(of, "id"), type = word_in(of, "type");
        Item item;
        item.title = words(of, "headline");
        const std::string fallback = to_key(first_of(item.title)).substr(0, 40);
        const bool machine = id.size() > 20;
        item.name = namer_.take(machine ? fallback : id, "question");
        item.line = report.add(id, first_of(item.title), item.name);
        item.description = words(of, "subheader");
        item.required = flag_in(of, "required");
        Known known{item.name};
        if (!kind(item, known, of, type)) {
            return report.drop(item.line, "no_such_kind", {{"kind", type}});
        }
        known.type = item.type;
        last_ = item.name;
        page_first_ = page_first_.empty() ? item.name : page_first_;
        known_.emplace(id, std::move(known));
        out_.pages.back().items.push_back(std::move(item));
    }

    bool kind(Item& item, Known& known, const json::Object& of, const std::string& type) {
        if (type == "openText") {
            open_text(item, of);
        } else if (type.starts_with("multipleChoice") || type == "ranking" ||
                   type == "pictureSelection") {
            choices(item, known, of, type);
        } else if (type == "nps" || type == "rating" || type == "csat" || type == "ces") {
            scale(item, of, type);
        } else if (type == "cta") {
            item.type = Type::statement;
        } else if (type == "consent") {
            item.type = Type::yes_no;
            item.consent = item.name.size() <= 60 ? to_key(item.name) : "consent";
        } else if (type == "date") {
            item.type = Type::text;
            item.input = Input::date;
        } else if (type == "matrix") {
            item.type = Type::matrix;
            options(item.rows, of, "rows");
            options(item.columns, of, "columns");
            tidy(item, report);
        } else if (type == "address" || type == "contactInfo") {
            contact(item, of);
        } else {
            return false;
        }
        return true;
    }

    void open_text(Item& item, const json::Object& of) const {
        const std::string input = word_in(of, "inputType");
        item.placeholder = words(of, "placeholder");
        item.type = flag_in(of, "longAnswer") && (input.empty() || input == "text")
                        ? Type::long_text
                        : Type::text;
        item.input = input == "email"    ? Input::email
                     : input == "number" ? Input::number
                     : input == "phone"  ? Input::tel
                     : input == "url"    ? Input::url
                                         : Input::text;
        item.longest = std::max(0, whole_in(object_in(of, "charLimit"), "max").value_or(0));
    }

    void scale(Item& item, const json::Object& of, const std::string& type) const {
        item.type = Type::rating;
        const int range = whole_in(of, "range").value_or(type == "ces" ? 7 : 5);
        item.low = type == "nps" ? 0 : 1;
        item.high = type == "nps" ? 10 : std::clamp(range, 2, 20);
        const std::string look = word_in(of, "scale");
        item.style = look == "star"     ? survey::RateStyle::stars
                     : look == "smiley" ? survey::RateStyle::faces
                                        : survey::RateStyle::numbers;
        item.low_title = words(of, "lowerLabel");
        item.high_title = words(of, "upperLabel");
        item.metric = type == "rating" ? "" : type;
    }

    void options(std::vector<Option>& to, const json::Object& of, std::string_view name) const {
        for (const auto& one : list_in(of, name)) {
            const auto& each = object_of(one);
            Words title = words(each, "label");
            if (title.empty() && !each.empty()) {
                title = words(json::Object{{"x", one}}, "x");
            }
            const std::string value = to_key(first_of(title)).substr(0, 60);
            to.push_back({value.empty() ? word_in(each, "id") : value, std::move(title)});
            if (to.size() >= most_things) {
                return;
            }
        }
    }

    void choices(Item& item, Known& known, const json::Object& of, const std::string& type) {
        const bool several = type == "multipleChoiceMulti" ||
                             (type == "pictureSelection" && flag_in(of, "allowMulti"));
        item.type = type == "ranking" ? Type::ranking : several ? Type::multiple : Type::single;
        options(item.choices, of, "choices");
        if (type == "pictureSelection") {
            report.change(item.line, "picture_dropped");
        }
        const std::string order = word_in(of, "shuffleOption");
        item.random = order == "all" || order == "exceptLast";
        tidy(item, report);
        std::size_t at = 0;
        for (const auto& one : list_in(of, "choices")) {
            if (at < item.choices.size()) {
                known.answers[word_in(object_of(one), "id")] = item.choices[at++].value;
            }
        }
        const auto found = known.answers.find("other");
        const auto own =
            std::find_if(item.choices.begin(), item.choices.end(), [&](const Option& each) {
                return found != known.answers.end() && each.value == found->second;
            });
        if (own != item.choices.end() && item.type != Type::ranking) {
            item.other = true;
            item.other_title = own->title;
            item.choices.erase(own);
            found->second = std::string(survey::other_key);
        }
    }

    void contact(Item& item, const json::Object& of) const {
        item.type = Type::contact;
        for (const char* name :
             {"firstName",
              "lastName",
              "email",
              "phone",
              "company",
              "addressLine1",
              "addressLine2",
              "city",
              "state",
              "zip",
              "country"}) {
            const auto& field = object_in(of, name);
            if (!field.empty() && flag_in(field, "show")) {
                const Input input = std::string_view(name) == "email"   ? Input::email
                                    : std::string_view(name) == "phone" ? Input::tel
                                                                        : Input::text;
                Words title = words(field, "placeholder");
                if (title.empty()) {
                    put_words(title, out_.language, name);
                }
                item.fields.push_back({name, std::move(title), input, flag_in(field, "required")});
            }
        }
    }

    // ---- logic

    void jumps() {
        for (const auto& [from, of] : with_logic_) {
            for (const auto& one : list_in(*of, "logic")) {
                jump(from, object_of(one));
            }
            const std::string otherwise = word_in(*of, "logicFallback");
            if (!otherwise.empty() && !from.empty()) {
                add(from, "", otherwise);
            }
        }
        if (!out_.jumps.empty() && !blocks_) {
            spread(out_, report);
        }
    }

    void jump(const std::string& from, const json::Object& logic) {
        try {
            if (from.empty()) {
                throw Unreadable{"?"};
            }
            const std::string when = conditions(object_in(logic, "conditions"), 0);
            for (const auto& one : list_in(logic, "actions")) {
                const std::string objective = word_in(object_of(one), "objective");
                if (objective != "jumpToQuestion" && objective != "jumpToBlock") {
                    throw Unreadable{objective};
                }
                add(from, when, word_in(object_of(one), "target"));
            }
        } catch (const Unreadable& wrong) {
            report.drop("jump_dropped", {{"text", from + ": " + wrong.why}});
        }
    }

    void add(const std::string& from, const std::string& when, const std::string& target) {
        const auto known = known_.find(target);
        const auto block = block_first_.find(target);
        const bool end = std::find(ends_.begin(), ends_.end(), target) != ends_.end();
        if (out_.jumps.size() > 500 ||
            (known == known_.end() && block == block_first_.end() && !end)) {
            return report.drop("jump_dropped", {{"text", from + ": " + target}});
        }
        out_.jumps.push_back(jump_from(
            from,
            when,
            end                     ? ""
            : known != known_.end() ? known->second.name
                                    : block->second
        ));
    }

    std::string conditions(const json::Object& of, int depth) {
        std::string out;
        const std::string joint = word_in(of, "connector") == "or" ? " or " : " and ";
        for (const auto& one : list_in(of, "conditions")) {
            const auto& each = object_of(one);
            const std::string text = each.contains("conditions") && depth < 10
                                         ? "(" + conditions(each, depth + 1) + ")"
                                         : condition(each);
            out += (out.empty() ? "" : joint) + text;
        }
        if (out.empty()) {
            throw Unreadable{"conditions"};
        }
        return out;
    }

    std::string condition(const json::Object& of) {
        const auto& left = object_in(of, "leftOperand");
        const auto known = known_.find(word_in(left, "value"));
        const std::string kind = word_in(left, "type"), op = word_in(of, "operator");
        Comparison made;
        if (kind == "hiddenField") {
            made.name = word_in(left, "value");
        } else if (known == known_.end()) {
            throw Unreadable{kind};
        } else {
            made.name = known->second.name;
            made.several = known->second.type == Type::multiple;
        }
        made.sign = sign(op);
        const auto& right = object_in(of, "rightOperand");
        made.value = op == "isAccepted" ? "true" : word_in(right, "value");
        if (known != known_.end()) {
            const auto answer = known->second.answers.find(made.value);
            made.value = answer == known->second.answers.end() ? made.value : answer->second;
        }
        if (!list_in(right, "value").empty()) {
            throw Unreadable{op};
        }
        return written(made);
    }

    static std::string sign(const std::string& op) {
        constexpr Spelling all[] = {
            {"equals", "="},
            {"doesNotEqual", "!="},
            {"isLessThan", "<"},
            {"isLessThanOrEqual", "<="},
            {"isGreaterThan", ">"},
            {"isGreaterThanOrEqual", ">="},
            {"contains", "contains"},
            {"doesNotContain", "notcontains"},
            {"isSubmitted", "notempty"},
            {"isSkipped", "empty"},
            {"isSet", "notempty"},
            {"isNotSet", "empty"},
            {"isAccepted", "="},
            {"isEmpty", "empty"},
            {"isNotEmpty", "notempty"}
        };
        return need_sign_here(all, op);
    }

    // ---- #recall:ID/fallback:text#

    void pipe_all() {
        for_each_text(out_, [this](std::string& text, std::size_t line) {
            text = piped(text, line);
        });
    }

    std::string piped(std::string text, std::size_t line) {
        constexpr std::string_view mark = "#recall:";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
            const auto end = text.find('#', at + 1), slash = text.find('/', at);
            if (end == std::string::npos || slash > end) {
                break;
            }
            const std::string id = text.substr(at + mark.size(), slash - at - mark.size());
            const auto known = known_.find(id);
            const bool hidden =
                std::find(out_.hidden.begin(), out_.hidden.end(), id) != out_.hidden.end();
            const std::string stands = known != known_.end() ? "{" + known->second.name + "}"
                                       : hidden              ? "{" + id + "}"
                                                             : "";
            if (stands.empty()) {
                report.change(line, "piping_dropped", {{"name", id}});
            }
            text.replace(at, end + 1 - at, stands);
            at += stands.size();
        }
        return text;
    }

    const json::Object& file_;
    Sketch out_;
    Namer namer_, pages_;
    std::map<std::string, Known> known_;
    std::map<std::string, std::string> block_first_;  // id of a block → its first question
    std::vector<std::pair<std::string, const json::Object*>> with_logic_;  // its last question
    std::vector<std::string> ends_;
    std::string last_, page_first_;
    bool blocks_ = false;
};

}  // namespace

Result<Brought> read_formbricks(const json::Object& file, const Asked& asked) {
    const auto& inner = object_in(file, "data");
    const auto& envelope = object_in(inner.empty() ? file : inner, "survey");
    Reader reader(envelope.empty() ? inner.empty() ? file : inner : envelope);
    Sketch made = reader.read(asked.language);
    return settle(std::move(made), Format::formbricks, asked, reader.report);
}

}  // namespace styk::travel

#include "travel/qsf_logic.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "travel/json_look.h"
#include "travel/sign.h"
#include "travel/translate.h"

namespace styk::travel::qsf {

namespace {

// "q://QID3/SelectableChoice/2" -> QID3, SelectableChoice, 2; of a table the column follows
struct Locator {
    std::string question, part, choice, column;
};

Locator read_locator(std::string_view text) {
    const auto parts = split(text.starts_with("q://") ? text.substr(4) : text, '/');
    Locator out;
    const auto part = [&](std::size_t n) {
        return n < parts.size() ? std::string(parts[n]) : std::string();
    };
    out.question = part(0).substr(0, part(0).find('#'));
    out.part = part(1);
    out.choice = part(2);
    out.column = part(3);
    return out;
}

class Reader {
public:
    explicit Reader(const std::map<std::string, Known>& known) : known_(known) {}

    // {"0": {"0": {…}, "1": {…, "Conjuction": "And"}, "Type": "If"}, "1": {…, "Type": "OrIf"}}
    std::string read(const json::Object& logic) {
        std::string out;
        for (const auto& [number, set] : logic) {
            if (!set.is_object()) {
                continue;
            }
            const std::string one = read_set(set.get_object());
            const std::string type = word_in(set.get_object(), "Type");
            out += out.empty() ? "" : type == "AndIf" ? " and " : " or ";
            out += "(" + one + ")";
        }
        return out;
    }

private:
    std::string read_set(const json::Object& set) {
        std::string out;
        for (const auto& [number, one] : set) {
            if (!one.is_object()) {
                continue;
            }
            const std::string joint = to_lower_ascii(word_in(one.get_object(), "Conjuction"));
            out += out.empty() ? "" : joint == "or" ? " or " : " and ";
            out += read_one(one.get_object());
        }
        if (out.empty()) {
            throw Unreadable{"a condition is empty"};
        }
        return out;
    }

    std::string read_one(const json::Object& one) {
        const std::string type = word_in(one, "LogicType"), sign = word_in(one, "Operator");
        const std::string left = word_in(one, "LeftOperand"), right = word_in(one, "RightOperand");
        if (type == "EmbeddedField") {
            return compare("{" + left + "}", sign, right);
        }
        if (type != "Question") {
            throw Unreadable{type.empty() ? "a condition of unknown kind" : type};
        }
        const std::string place = word_in(one, "ChoiceLocator");
        return question(read_locator(place.empty() ? left : place), sign, right);
    }

    std::string question(const Locator& at, const std::string& sign, const std::string& right) {
        const auto found = known_.find(at.question);
        if (found == known_.end() || found->second.items.empty()) {
            throw Unreadable{at.question};
        }
        const Known& known = found->second;
        const bool choice = sign == "Selected" || sign == "NotSelected";
        const bool table = known.items[0].type == survey::Type::matrix;
        if (table) {
            return row(known, at, sign);
        }
        if (!choice) {
            const bool count = at.part == "SelectedChoicesCount";
            return compare("{" + known.name + (count ? ".length}" : "}"), sign, right);
        }
        const auto value = known.recode.find(at.choice);
        if (value == known.recode.end()) {
            throw Unreadable{at.question + "/" + at.choice};
        }
        const bool several = known.items[0].type == survey::Type::multiple;
        const std::string_view how =
            sign == "Selected" ? (several ? "contains" : "=") : (several ? "notcontains" : "!=");
        return fmt::format("{{{}}} {} {}", known.name, how, literal(value->second));
    }

    static std::string row(const Known& known, const Locator& at, const std::string& sign) {
        const auto row = known.rows.find(at.choice), column = known.recode.find(at.column);
        if (row == known.rows.end() || column == known.recode.end() ||
            (sign != "Selected" && sign != "NotSelected")) {
            throw Unreadable{known.name + ": a row of a table"};
        }
        return fmt::format(
            "{{{}.{}}} {} {}",
            known.name,
            row->second,
            sign == "Selected" ? "=" : "!=",
            literal(column->second)
        );
    }

    static std::string compare(
        const std::string& left, const std::string& sign, const std::string& right
    ) {
        constexpr Spelling all[] = {
            {"EqualTo", "="},
            {"NotEqualTo", "!="},
            {"GreaterThan", ">"},
            {"LessThan", "<"},
            {"GreaterThanOrEqual", ">="},
            {"LessThanOrEqual", "<="},
            {"Contains", "contains"},
            {"DoesNotContain", "notcontains"}
        };
        if (sign == "Empty" || sign == "NotEmpty") {
            return left + (sign == "Empty" ? " empty" : " notempty");
        }
        return fmt::format("{} {} {}", left, need_sign_here(all, sign), literal(right));
    }

    const std::map<std::string, Known>& known_;
};

}  // namespace

Result<std::string> condition(
    const json::Object& logic, const std::map<std::string, Known>& known
) {
    try {
        return Reader(known).read(logic);
    } catch (const Unreadable& wrong) {
        return tl::unexpected(Problem{"", wrong.why});
    }
}

std::string piped(
    const std::string& text,
    const std::map<std::string, Known>& known,
    const std::vector<std::string>& hidden,
    std::size_t line,
    Report& report
) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool opens = std::string_view(text).substr(at).starts_with("${");
        const auto end = opens ? text.find('}', at) : std::string::npos;
        if (end == std::string::npos) {
            out += text[at++];
            continue;
        }
        const std::string name = text.substr(at + 2, end - at - 2);
        at = end + 1;
        const auto question =
            name.starts_with("q://") ? known.find(read_locator(name).question) : known.end();
        const std::string field = name.starts_with("e://Field/") ? name.substr(10) : "";
        if (question != known.end()) {
            out += "{" + question->second.name + "}";
        } else if (std::find(hidden.begin(), hidden.end(), field) != hidden.end()) {
            out += "{" + field + "}";
        } else {
            report.change(line, "piping_dropped", {{"name", name}});
        }
    }
    return out;
}

}  // namespace styk::travel::qsf

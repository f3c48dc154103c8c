// XLSForm: a workbook with the sheets survey (type, name, label), choices (list_name, name, label)
// and settings. Columns may carry a language: label::Polish (pl).
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "paper/spreadsheet.h"
#include "travel/choices.h"
#include "travel/json_look.h"
#include "travel/readers.h"
#include "travel/settle.h"
#include "travel/translate.h"

namespace styk::travel {

namespace {

using survey::Input;
using survey::Type;
using Row = std::map<std::string, std::string>;  // column → cell; empty cells are not there

constexpr std::int64_t most_rows = 20'000;

struct Sheet {
    std::vector<std::string> columns;
    std::vector<Row> rows;
};

std::string cell(const Row& row, const std::string& name) {
    const auto found = row.find(name);
    return found == row.end() ? "" : found->second;
}

// "label::Polski (pl)" -> pl; "label::English" -> en by name.
std::string language_of(std::string_view column) {
    const auto at = column.find("::");
    if (at == std::string_view::npos) {
        return {};
    }
    const auto tail = column.substr(at + 2);
    const auto open = tail.rfind('('), close = tail.rfind(')');
    if (open != std::string_view::npos && close != std::string_view::npos && close > open) {
        return language_code(tail.substr(open + 1, close - open - 1));
    }

    struct Named {
        std::string_view name, code;
    };

    constexpr Named all[] = {
        {"english", "en"},
        {"polish", "pl"},
        {"polski", "pl"},
        {"russian", "ru"},
        {"русский", "ru"},
        {"french", "fr"},
        {"german", "de"},
        {"deutsch", "de"},
        {"spanish", "es"},
        {"ukrainian", "uk"}
    };
    const std::string low = to_lower_ascii(trim(tail));
    const auto* found = std::find_if(std::begin(all), std::end(all), [&](const Named& one) {
        return one.name == low;
    });
    return found == std::end(all) ? language_code(low) : std::string(found->code);
}

class Reader {
public:
    Reader(const Sheet& survey, const Sheet& choices, const Sheet& settings)
        : survey_(survey), choices_(choices), settings_(settings) {}

    Sketch read(const std::string& otherwise) {
        const Row row = settings_.rows.empty() ? Row() : settings_.rows[0];
        const std::string own = language_of("x::" + cell(row, "default_language"));
        out_.language = own.empty() ? first_language(otherwise) : own;
        put_words(out_.title, out_.language, cell(row, "form_title"));
        for (const Row& one : choices_.rows) {
            const std::string list =
                cell(one, "list_name").empty() ? cell(one, "list name") : cell(one, "list_name");
            lists_[list].push_back({cell(one, "name"), words(one, "label")});
        }
        name_all();
        out_.pages.emplace_back().name = pages_.take("page1");
        for (std::size_t i = 0; i < survey_.rows.size(); ++i) {
            line(survey_.rows[i], i);
        }
        return std::move(out_);
    }

    Report report;

private:
    struct Known {
        std::string name;
        bool several = false;
    };

    [[nodiscard]] std::string first_language(const std::string& otherwise) const {
        for (const std::string& column : survey_.columns) {
            if (column.starts_with("label") && !language_of(column).empty()) {
                return language_of(column);
            }
        }
        return otherwise;
    }

    [[nodiscard]] Words words(const Row& row, const std::string& name) const {
        Words out;
        put_words(out, out_.language, cell(row, name));
        for (const auto& [column, text] : row) {
            if (column.starts_with(name + "::") && language_of(column) == out_.language) {
                put_words(out, out_.language, text);
            }
        }
        for (const auto& [column, text] : row) {
            if (column.starts_with(name + "::") && !language_of(column).empty()) {
                put_words(out, language_of(column), text);
            }
        }
        return out;
    }

    static std::string kind_of(const Row& row) {
        const std::string type = cell(row, "type");
        return type.substr(0, type.find(' '));
    }

    static std::string list_of(const Row& row) {
        const std::string type = cell(row, "type");
        const auto parts = split(type, ' ');
        std::string out;
        for (std::size_t i = 1; i < parts.size() && out.empty(); ++i) {
            out = std::string(parts[i]);
        }
        return out;
    }

    // Names first: conditions may speak of what comes later, too.
    void name_all() {
        for (const Row& row : survey_.rows) {
            const std::string kind = kind_of(row), name = cell(row, "name");
            names_.push_back(
                name.empty() || kind.starts_with("begin") || kind.starts_with("end")
                    ? ""
                    : namer_.take(name)
            );
            if (!names_.back().empty()) {
                known_.emplace(name, Known{names_.back(), kind == "select_multiple"});
            }
        }
    }

    void line(const Row& row, std::size_t at) {
        const std::string kind = kind_of(row), type = cell(row, "type");
        if (kind == "begin_group" || type.starts_with("begin group") || kind == "begin_repeat" ||
            type.starts_with("begin repeat")) {
            begin(row, type.find("repeat") != std::string::npos);
        } else if (kind == "end_group" || type.starts_with("end group") || kind == "end_repeat" ||
                   type.starts_with("end repeat")) {
            end();
        } else if (!kind.empty()) {
            question(row, kind, at);
        }
    }

    // A group is a page; what it is shown for holds for all groups within it.
    void begin(const Row& row, bool repeats) {
        const auto line = report.add(cell(row, "name"), first_of(words(row, "label")));
        if (repeats) {
            report.change(line, "repeats_dropped");
        }
        groups_.push_back(condition(row, line));
        begin_page(cell(row, "name"), words(row, "label"));
    }

    void end() {
        if (!groups_.empty()) {
            groups_.pop_back();
        }
        begin_page("page", {});
    }

    void begin_page(const std::string& name, Words title) {
        if (out_.pages.back().items.empty()) {
            out_.pages.pop_back();
        }
        Leaf& page = out_.pages.emplace_back();
        page.name = pages_.take(name, "page");
        page.title = std::move(title);
        for (const std::string& one : groups_) {
            if (page.visible_if.empty()) {
                page.visible_if = one;
            } else if (!one.empty()) {
                page.visible_if = fmt::format("({}) and ({})", page.visible_if, one);
            }
        }
    }

    std::string condition(const Row& row, std::size_t line) {
        const std::string text = cell(row, "relevant");
        if (text.empty()) {
            return {};
        }
        Dialect dialect{.dollars = true};
        dialect.find = [this](std::string_view name) -> std::optional<Named> {
            const auto found = known_.find(std::string(name));
            return found == known_.end()
                       ? std::nullopt
                       : std::optional(Named{found->second.name, "", found->second.several});
        };
        auto done = translate(text, dialect);
        if (!done) {
            report.change(line, "condition_dropped", {{"text", text}});
        }
        return done.value_or("");
    }

    void question(const Row& row, const std::string& kind, std::size_t at) {
        constexpr std::string_view silent[] = {
            "start",
            "end",
            "today",
            "deviceid",
            "username",
            "phonenumber",
            "email_meta",
            "audit",
            "simserial",
            "subscriberid"
        };
        if (std::find(std::begin(silent), std::end(silent), kind) != std::end(silent)) {
            return;  // what a telephone notes by itself
        }
        Item item;
        item.name = names_[at];
        item.title = words(row, "label");
        item.line = report.add(cell(row, "name"), first_of(item.title), item.name);
        if (item.name.empty()) {
            item.name = namer_.take("", "note");
        } else if (item.name != cell(row, "name")) {
            report.change(item.line, "renamed", {{"to", item.name}});
        }
        item.description = words(row, "hint");
        const std::string required = to_lower_ascii(cell(row, "required"));
        item.required =
            required == "yes" || required == "true" || required == "true()" || required == "1";
        if (!make(item, row, kind)) {
            return report.drop(item.line, "no_such_kind", {{"kind", kind}});
        }
        item.visible_if = condition(row, item.line);
        for (const char* rule : {"constraint", "calculation", "choice_filter", "repeat_count"}) {
            if (!cell(row, rule).empty()) {
                report.change(item.line, "validation_dropped", {{"text", cell(row, rule)}});
            }
        }
        if (!cell(row, "default").empty()) {
            report.change(item.line, "default_dropped");
        }
        pipe(item);
        tidy(item, report);
        out_.pages.back().items.push_back(std::move(item));
    }

    bool make(Item& item, const Row& row, const std::string& kind) {
        if (kind == "select_one" || kind == "select_multiple" || kind == "rank") {
            selection(item, row, kind);
        } else if (kind == "note") {
            item.type = Type::statement;
        } else if (kind == "range") {
            range(item, row);
        } else if (kind == "acknowledge" || kind == "trigger") {
            item.type = Type::yes_no;
            item.consent = "acknowledged";
        } else {
            return text(item, row, kind);
        }
        return true;
    }

    void selection(Item& item, const Row& row, const std::string& kind) {
        item.choices = lists_[list_of(row)];
        item.type = kind == "rank"              ? Type::ranking
                    : kind == "select_multiple" ? Type::multiple
                                                : Type::single;
        const std::string look = cell(row, "appearance"), type = cell(row, "type");
        item.type = item.type == Type::single && look.find("minimal") != std::string::npos
                        ? Type::dropdown
                        : item.type;
        item.other = item.type != Type::ranking && type.ends_with("or_other");
        item.random = cell(row, "parameters").find("randomize=true") != std::string::npos;
        if (item.type == Type::single && !item.other) {
            if (const auto scale = scale_of(item.choices);
                scale && same_values(item.choices, *scale)) {
                make_scale(item, *scale, report);
            }
        }
    }

    // So that conditions over the choices stay right.
    static bool same_values(const std::vector<Option>& choices, const Scale& scale) {
        int at = scale.low;
        return std::all_of(choices.begin(), choices.end(), [&](const Option& one) {
            return one.value == std::to_string(at++);
        });
    }

    static int parameter(const Row& row, const std::string& name, int otherwise) {
        const std::string all = cell(row, "parameters");
        const auto at = all.find(name + "=");
        int number = otherwise;
        if (at != std::string::npos) {
            std::from_chars(all.data() + at + name.size() + 1, all.data() + all.size(), number);
        }
        return number;
    }

    void range(Item& item, const Row& row) {
        const int low = parameter(row, "start", 0), high = parameter(row, "end", 10),
                  step = parameter(row, "step", 1);
        if (low >= 0 && high > low && high - low <= 20 && high <= 100 && step == 1) {
            item.type = Type::rating;
            item.low = low;
            item.high = high;
            return;
        }
        item.type = Type::text;
        item.input = Input::number;
        item.least = low;
        item.most = high;
        report.change(item.line, "nearest_kind", {{"from", "range"}, {"to", "number"}});
    }

    static bool text(Item& item, const Row& row, const std::string& kind) {
        item.type = kind == "text" && cell(row, "appearance").find("multiline") != std::string::npos
                        ? Type::long_text
                        : Type::text;
        const bool number = kind == "integer" || kind == "decimal";
        item.input = number ? Input::number : kind == "date" ? Input::date : Input::text;
        return number || kind == "text" || kind == "date" || kind == "barcode";
    }

    void pipe(Item& item) {
        for_each_text(item, [this](std::string& text, std::size_t line) {
            text = piped(text, line);
        });
    }

    std::string piped(std::string text, std::size_t line) {
        for (auto at = text.find("${"); at != std::string::npos; at = text.find("${", at)) {
            const auto end = text.find('}', at);
            if (end == std::string::npos) {
                break;
            }
            const std::string name = text.substr(at + 2, end - at - 2);
            const auto found = known_.find(name);
            const std::string stands = found == known_.end() ? "" : "{" + found->second.name + "}";
            if (stands.empty()) {
                report.change(line, "piping_dropped", {{"name", name}});
            }
            text.replace(at, end + 1 - at, stands);
            at += stands.size();
        }
        return text;
    }

    const Sheet &survey_, &choices_, &settings_;
    Sketch out_;
    Namer namer_, pages_;
    std::map<std::string, std::vector<Option>> lists_;
    std::map<std::string, Known> known_;
    std::vector<std::string> names_, groups_;
};

Result<Sheet> read_sheet(paper::Spreadsheet& book, std::string_view name) {
    Sheet out;
    const auto done = book.read(name, [&](const paper::SheetRow& row) {
        if (out.columns.empty()) {
            for (const std::string& one : row.cells) {
                const auto at = one.find("::");
                out.columns.push_back(
                    to_lower_ascii(trim(one.substr(0, at))) +
                    (at == std::string::npos ? "" : one.substr(at))
                );
            }
            return true;
        }
        Row made;
        for (std::size_t i = 0; i < row.cells.size() && i < out.columns.size(); ++i) {
            if (const auto text = trim(row.cells[i]); !text.empty()) {
                made.emplace(out.columns[i], std::string(text));
            }
        }
        if (!made.empty()) {
            out.rows.push_back(std::move(made));
        }
        return static_cast<std::int64_t>(out.rows.size()) < most_rows;
    });
    if (!done) {
        return tl::unexpected(Problem{"/file", done.error().message});
    }
    return out;
}

}  // namespace

Result<Brought> read_xlsform(std::string_view bytes, const Asked& asked) {
    auto book = paper::Spreadsheet::open(bytes);
    if (!book) {
        return unreadable(book.error().message);
    }
    const auto has = [&](std::string_view name) {
        const auto& all = book->names();
        return std::find(all.begin(), all.end(), name) != all.end();
    };
    if (!has("survey")) {
        return unreadable("is a workbook, but no XLSForm: it has no sheet named survey");
    }
    const auto survey = read_sheet(*book, "survey");
    const auto choices = has("choices") ? read_sheet(*book, "choices") : Result<Sheet>(Sheet());
    const auto settings = has("settings") ? read_sheet(*book, "settings") : Result<Sheet>(Sheet());
    for (const auto* one : {&survey, &choices, &settings}) {
        if (!*one) {
            return tl::unexpected(one->error());
        }
    }
    if (survey->rows.size() > most_things) {
        return unreadable(fmt::format("has more than {} rows on the sheet survey", most_things));
    }
    Reader reader(*survey, *choices, *settings);
    Sketch made = reader.read(asked.language);
    return settle(std::move(made), Format::xlsform, asked, reader.report);
}

}  // namespace styk::travel

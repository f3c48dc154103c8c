#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "survey/definition.h"
#include "travel/write_survey.h"

namespace styk::travel {

namespace {

using survey::Question;
using survey::Type;

constexpr std::array columns{
    "id",
    "related_id",
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "other",
    "default",
    "same_default"
};
using Row = std::map<std::string_view, std::string>;

// LimeSurvey's codes: letters and digits, a letter first, 20 at most; of answers 5.
std::string code_of(std::string_view wanted, std::size_t most) {
    std::string out;
    for (const char c : wanted) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        out += plain ? std::string(1, c) : "";
    }
    const bool letter = !out.empty() && !(out[0] >= '0' && out[0] <= '9');
    return (letter || most == 5 ? out : "Q" + out).substr(0, most);
}

class Writer {
public:
    Writer(const survey::Definition& definition, const std::string& title)
        : definition_(definition), title_(title) {}

    std::string write() {
        head();
        name_all();
        auto languages = survey::languages_of(definition_);
        for (const std::string& language : languages) {
            language_ = language;
            words_ = language == definition_.language ? "" : language;
            for (const survey::Page& page : definition_.pages) {
                group(page);
            }
        }
        return std::move(out_);
    }

    int left_out = 0;

private:
    void line(const Row& row) {
        bool first = true;
        for (const char* name : columns) {
            const auto found = row.find(name);
            out_ += first ? "" : "\t";
            out_ += found == row.end() ? "" : quoted(found->second);
            first = false;
        }
        out_ += "\r\n";
    }

    static std::string quoted(const std::string& text) {
        if (text.find_first_of("\t\r\n\"") == std::string::npos) {
            return text;
        }
        std::string out = "\"";
        for (const char c : text) {
            out += c == '"' ? "\"\"" : std::string(1, c);
        }
        return out + "\"";
    }

    void head() {
        out_ = "\xEF\xBB\xBF" + fmt::format("{}\r\n", fmt::join(columns, "\t"));
        line({{"class", "S"}, {"name", "language"}, {"text", definition_.language}});
        std::string others;
        for (const std::string& one : survey::languages_of(definition_)) {
            others += one == definition_.language ? "" : (others.empty() ? "" : " ") + one;
        }
        line({{"class", "S"}, {"name", "additional_languages"}, {"text", others}});
        for (const std::string& one : survey::languages_of(definition_)) {
            const std::string words = one == definition_.language ? "" : one;
            const std::string& title = definition_.title.in(words);
            line(
                {{"class", "SL"},
                 {"name", "surveyls_title"},
                 {"text", title.empty() ? title_ : title},
                 {"language", one}}
            );
            if (!definition_.description.empty()) {
                line(
                    {{"class", "SL"},
                     {"name", "surveyls_description"},
                     {"text", definition_.description.in(words)},
                     {"language", one}}
                );
            }
            if (!definition_.thanks.empty()) {
                line(
                    {{"class", "SL"},
                     {"name", "surveyls_endtext"},
                     {"text", definition_.thanks.in(words)},
                     {"language", one}}
                );
            }
        }
        left_out += static_cast<int>(definition_.triggers.size() + definition_.hidden.size());
    }

    void name_all() {
        std::vector<std::string> taken;
        for (const Question& one : definition_.questions) {
            std::string code = code_of(one.name, 18);
            const std::string wanted = code;
            for (int n = 2; std::find(taken.begin(), taken.end(), code) != taken.end(); ++n) {
                code = fmt::format("{}{}", wanted.substr(0, 16), n);
            }
            taken.push_back(code);
            codes_[one.name] = code;
            left_out += one.visible_if.empty() ? 0 : 1;
        }
    }

    void group(const survey::Page& page) {
        const std::string& title = page.title.in(words_);
        line(
            {{"class", "G"},
             {"name", title.empty() ? page.name : title},
             {"relevance", "1"},
             {"text", page.description.in(words_)},
             {"language", language_}}
        );
        for (std::size_t i = page.first; i < page.last; ++i) {
            question(definition_.questions[i]);
        }
    }

    void question(const Question& one) {
        const char type = type_of(one);
        line(
            {{"class", "Q"},
             {"type/scale", std::string(1, type)},
             {"name", codes_[one.name]},
             {"relevance", "1"},
             {"text", one.title.in(words_)},
             {"help", one.description.in(words_)},
             {"language", language_},
             {"mandatory", one.required ? "Y" : "N"},
             {"other", one.other ? "Y" : "N"}}
        );
        entries(one, type);
    }

    static char type_of(const Question& one) {
        switch (one.type) {
            case Type::rating:
                return one.low == 1 && one.high == 5 ? '5' : 'L';
            case Type::single:
            case Type::best_worst:
                return 'L';
            case Type::dropdown:
                return '!';
            case Type::multiple:
                return 'M';
            case Type::yes_no:
            case Type::consent:
                return 'Y';
            case Type::matrix:
            case Type::importance:
                return 'F';
            case Type::ranking:
                return 'R';
            case Type::text:
                return one.input == survey::Input::number ? 'N'
                       : one.input == survey::Input::date ? 'D'
                                                          : 'S';
            case Type::long_text:
                return 'T';
            case Type::contact:
                return 'Q';
            case Type::statement:
                return 'X';
        }
        return 'S';
    }

    void entry(const char* kind, const std::string& code, const std::string& text) {
        line(
            {{"class", kind},
             {"type/scale", "0"},
             {"name", code},
             {"text", text},
             {"language", language_}}
        );
    }

    void numbers(const Question& one) {
        for (int i = one.low; i <= one.high; ++i) {
            const std::string& end = i == one.low    ? one.low_title.in(words_)
                                     : i == one.high ? one.high_title.in(words_)
                                                     : std::string();
            entry(
                "A",
                std::to_string(i),
                end.empty() ? std::to_string(i) : fmt::format("{} - {}", i, end)
            );
        }
    }

    void list(const char* kind, const std::vector<survey::Choice>& all, std::size_t longest) {
        std::vector<std::string> taken;
        for (const survey::Choice& one : all) {
            std::string code = code_of(one.key, longest);
            if (code.empty() || std::find(taken.begin(), taken.end(), code) != taken.end()) {
                code = fmt::format("A{}", taken.size() + 1);
            }
            taken.push_back(code);
            const std::string& title = one.title.in(words_);
            entry(kind, code, title.empty() ? one.key : title);
        }
    }

    void entries(const Question& one, char type) {
        if (type == 'M') {
            list("SQ", one.choices, 18);
        } else if (type == 'F') {
            list("SQ", one.rows, 18);
            one.type == Type::importance ? numbers(one) : list("A", one.columns, 5);
        } else if (type == 'Q') {
            for (const auto& part : one.parts) {
                entry(
                    "SQ",
                    code_of(part.name, 18),
                    part.title.in(words_).empty() ? part.name : part.title.in(words_)
                );
            }
        } else if (one.type == Type::rating && type == 'L') {
            numbers(one);
        } else if (type == 'L' || type == '!' || type == 'R') {
            list("A", one.choices, 5);
        }
    }

    const survey::Definition& definition_;
    const std::string& title_;
    std::string out_, language_, words_;
    std::map<std::string, std::string> codes_;
};

}  // namespace

WrittenSurvey write_limesurvey_tsv(const survey::Definition& definition, const std::string& title) {
    Writer writer(definition, title);
    std::string bytes = writer.write();
    return {std::move(bytes), writer.left_out};
}

}  // namespace styk::travel

// LimeSurvey's .lss: the rows of its tables as XML. Before version 4 texts stand in the rows
// themselves, one row a language; since then in tables of their own (…_l10ns).
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <pugixml.hpp>

#include "base/text.h"
#include "travel/limesurvey.h"
#include "travel/readers.h"

namespace styk::travel {

namespace {

using limesurvey::Entry;
using limesurvey::Group;
using limesurvey::Question;

constexpr std::size_t most_rows = 100'000;

std::string in(const pugi::xml_node& row, const char* name) {
    return row.child(name).text().as_string();
}

int number_in(const pugi::xml_node& row, const char* name) {
    return row.child(name).text().as_int(0);
}

class Reader {
public:
    explicit Reader(const pugi::xml_node& root) : root_(root) {}

    limesurvey::Survey read() {
        settings();
        groups();
        questions();
        subquestions();
        answers();
        attributes();
        conditions();
        order();
        const auto quotas = root_.child("quota").child("rows").children("row");
        out_.quotas = static_cast<int>(std::distance(quotas.begin(), quotas.end()));
        return std::move(out_);
    }

    [[nodiscard]] bool too_much() const { return rows_ > most_rows; }

private:
    template <class Visit>
    void each(const char* table, const Visit& visit) {
        for (const auto& row : root_.child(table).child("rows").children("row")) {
            if (++rows_ > most_rows) {
                return;
            }
            visit(row);
        }
    }

    void settings() {
        each("surveys", [&](const pugi::xml_node& row) {
            const std::string own = language_code(in(row, "language"));
            out_.language = own.empty() ? out_.language : own;
            out_.back = in(row, "allowprev") != "N";
        });
        each("surveys_languagesettings", [&](const pugi::xml_node& row) {
            const std::string language = language_code(in(row, "surveyls_language"));
            put(out_.title, language, in(row, "surveyls_title"));
            put(out_.description, language, in(row, "surveyls_description"));
            put(out_.welcome, language, in(row, "surveyls_welcometext"));
            put(out_.end, language, in(row, "surveyls_endtext"));
        });
    }

    // The survey's own language first.
    void put(Words& to, const std::string& language, const std::string& text) const {
        put_words(to, language.empty() ? out_.language : language, text);
        const auto own = std::find_if(to.begin(), to.end(), [&](const auto& one) {
            return one.first == out_.language;
        });
        if (own != to.end()) {
            std::rotate(to.begin(), own, own + 1);
        }
    }

    void groups() {
        std::map<std::string, std::size_t> places;
        each("groups", [&](const pugi::xml_node& row) {
            const std::string id = in(row, "gid");
            const auto [found, fresh] = places.emplace(id, groups_.size());
            if (fresh) {
                groups_.push_back({number_in(row, "group_order"), {}});
                groups_.back().group.id = id;
                groups_.back().group.relevance = in(row, "grelevance");
                groups_.back().group.random = !in(row, "randomization_group").empty();
            }
            group_words(groups_[found->second].group, row);
        });
        each("group_l10ns", [&](const pugi::xml_node& row) {
            if (const auto found = places.find(in(row, "gid")); found != places.end()) {
                group_words(groups_[found->second].group, row);
            }
        });
        std::stable_sort(groups_.begin(), groups_.end(), [](const auto& a, const auto& b) {
            return a.order < b.order;
        });
    }

    void group_words(Group& group, const pugi::xml_node& row) const {
        const std::string language = language_code(in(row, "language"));
        put(group.name, language, in(row, "group_name"));
        put(group.description, language, in(row, "description"));
    }

    struct Placed {
        int order = 0;
        std::string group;
        Question question;
    };

    void questions() {
        each("questions", [&](const pugi::xml_node& row) {
            const std::string id = in(row, "qid");
            const auto [found, fresh] = by_id_.emplace(id, questions_.size());
            if (fresh) {
                questions_.push_back(
                    {number_in(row, "question_order"), in(row, "gid"), question(row)}
                );
            }
            question_words(questions_[found->second].question, row);
        });
        each("question_l10ns", [&](const pugi::xml_node& row) {
            if (const auto found = by_id_.find(in(row, "qid")); found != by_id_.end()) {
                question_words(questions_[found->second].question, row);
            }
        });
    }

    static Question question(const pugi::xml_node& row) {
        Question out;
        out.id = in(row, "qid");
        out.code = in(row, "title");
        const std::string type = in(row, "type");
        out.type = type.empty() ? 'S' : type[0];
        const std::string mandatory = in(row, "mandatory");
        out.required = mandatory == "Y" || mandatory == "S";
        out.other = in(row, "other") == "Y";
        out.relevance = in(row, "relevance");
        out.validation = in(row, "preg");
        return out;
    }

    void question_words(Question& to, const pugi::xml_node& row) const {
        const std::string language = language_code(in(row, "language"));
        put(to.text, language, in(row, "question"));
        put(to.help, language, in(row, "help"));
    }

    struct PlacedEntry {
        int order = 0;
        std::string question, key;
        Entry entry;
    };

    // Rows of the same code and scale are one, in several languages.
    void entry(
        std::vector<PlacedEntry>& all,
        const pugi::xml_node& row,
        PlacedEntry made,
        const char* words
    ) {
        const auto key =
            made.question + "\n" + made.entry.code + "\n" + std::to_string(made.entry.scale);
        const auto [found, fresh] = entries_.emplace(key, all.size());
        if (fresh) {
            all.push_back(std::move(made));
        }
        put(all[found->second].entry.text, language_code(in(row, "language")), in(row, words));
    }

    void subquestions() {
        std::vector<PlacedEntry> all;
        entries_.clear();
        std::map<std::string, std::size_t> by_id;
        each("subquestions", [&](const pugi::xml_node& row) {
            entry(
                all,
                row,
                {number_in(row, "question_order"),
                 in(row, "parent_qid"),
                 in(row, "qid"),
                 {in(row, "qid"),
                  in(row, "title"),
                  number_in(row, "scale_id"),
                  {},
                  in(row, "relevance")}},
                "question"
            );
            by_id.emplace(in(row, "qid"), all.size() - 1);
        });
        each("question_l10ns", [&](const pugi::xml_node& row) {
            if (const auto found = by_id.find(in(row, "qid")); found != by_id.end()) {
                put(all[found->second].entry.text,
                    language_code(in(row, "language")),
                    in(row, "question"));
            }
        });
        hand_over(all, &Question::subquestions);
    }

    void answers() {
        std::vector<PlacedEntry> all;
        entries_.clear();
        std::map<std::string, std::size_t> by_id;
        each("answers", [&](const pugi::xml_node& row) {
            entry(
                all,
                row,
                {number_in(row, "sortorder"),
                 in(row, "qid"),
                 in(row, "aid"),
                 {in(row, "aid"), in(row, "code"), number_in(row, "scale_id"), {}}},
                "answer"
            );
            by_id.emplace(in(row, "aid"), all.size() - 1);
        });
        each("answer_l10ns", [&](const pugi::xml_node& row) {
            if (const auto found = by_id.find(in(row, "aid")); found != by_id.end()) {
                put(all[found->second].entry.text,
                    language_code(in(row, "language")),
                    in(row, "answer"));
            }
        });
        hand_over(all, &Question::answers);
    }

    void hand_over(std::vector<PlacedEntry>& all, std::vector<Entry> Question::* to) {
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return a.order < b.order;
        });
        for (PlacedEntry& one : all) {
            if (const auto found = by_id_.find(one.question); found != by_id_.end()) {
                (questions_[found->second].question.*to).push_back(std::move(one.entry));
            }
        }
    }

    void attributes() {
        each("question_attributes", [&](const pugi::xml_node& row) {
            if (const auto found = by_id_.find(in(row, "qid")); found != by_id_.end()) {
                questions_[found->second].question.attributes.emplace(
                    in(row, "attribute"), in(row, "value")
                );
            }
        });
        each("defaultvalues", [&](const pugi::xml_node& row) {
            if (const auto found = by_id_.find(in(row, "qid")); found != by_id_.end()) {
                questions_[found->second].question.preset = "yes";
            }
        });
    }

    void conditions() {
        each("conditions", [&](const pugi::xml_node& row) {
            if (const auto found = by_id_.find(in(row, "qid")); found != by_id_.end()) {
                const std::string scenario = in(row, "scenario");
                questions_[found->second].question.conditions.push_back(
                    {in(row, "cqid"),
                     in(row, "cfieldname"),
                     in(row, "method"),
                     in(row, "value"),
                     scenario.empty() ? "1" : scenario}
                );
            }
        });
    }

    void order() {
        std::stable_sort(questions_.begin(), questions_.end(), [](const auto& a, const auto& b) {
            return a.order < b.order;
        });
        for (auto& [at, group] : groups_) {
            for (Placed& one : questions_) {
                if (one.group == group.id) {
                    group.questions.push_back(std::move(one.question));
                }
            }
            out_.groups.push_back(std::move(group));
        }
    }

    struct PlacedGroup {
        int order = 0;
        Group group;
    };

    pugi::xml_node root_;
    limesurvey::Survey out_;
    std::vector<PlacedGroup> groups_;
    std::vector<Placed> questions_;
    std::map<std::string, std::size_t> by_id_, entries_;
    std::size_t rows_ = 0;
};

}  // namespace

Result<Brought> read_lss(std::string_view bytes, const Asked& asked) {
    // Entities could stand for gigabytes, or for files; LimeSurvey writes none.
    if (bytes.find("<!DOCTYPE") != std::string_view::npos ||
        bytes.find("<!ENTITY") != std::string_view::npos) {
        return unreadable(
            "is XML that declares entities: LimeSurvey writes none, so this is not read"
        );
    }
    if (!is_utf8(bytes)) {  // the parser would let such bytes through
        return unreadable("is not in UTF-8");
    }
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        return unreadable(
            fmt::format("is broken XML at byte {}: {}", parsed.offset, parsed.description())
        );
    }
    const auto root = document.child("document");
    if (std::string_view(root.child("LimeSurveyDocType").text().as_string()) != "Survey") {
        return unreadable("is XML, but not the structure of a LimeSurvey survey (.lss)");
    }
    Reader reader(root);
    const auto survey = reader.read();
    if (reader.too_much()) {
        return unreadable(fmt::format("has more than {} rows", most_rows));
    }
    return limesurvey::sketch(survey, Format::lss, asked);
}

}  // namespace styk::travel

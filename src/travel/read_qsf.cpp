// Qualtrics's QSF: SurveyElements of many kinds; SQ are the questions, BL the blocks (pages), FL
// the flow that orders blocks and branches between them.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "survey/plain_text.h"
#include "travel/choices.h"
#include "travel/json_look.h"
#include "travel/qsf_kinds.h"
#include "travel/qsf_logic.h"
#include "travel/readers.h"
#include "travel/settle.h"

namespace styk::travel {

namespace {

using qsf::Known;

class Reader {
public:
    explicit Reader(const json::Object& file) : file_(file) {}

    Sketch read() {
        const auto& entry = object_in(file_, "SurveyEntry");
        const std::string language = language_code(word_in(entry, "SurveyLanguage"));
        out_.language = language.empty() ? "en" : language;
        put_words(out_.title, out_.language, survey::plain_text(word_in(entry, "SurveyName")));
        for (const auto& one : list_in(file_, "SurveyElements")) {
            sort(object_of(one));
        }
        make_questions();
        flow(flow_, "");
        if (walked_.empty()) {  // a file without a flow: the blocks as they stand
            for (const auto& [id, block] : blocks_) {
                page(id, "");
            }
        }
        conditions();
        totals();
        return std::move(out_);
    }

    [[nodiscard]] bool too_much() const { return questions_.size() > most_things; }

    Report report;

private:
    void sort(const json::Object& element) {
        const std::string kind = word_in(element, "Element");
        const auto& payload = object_in(element, "Payload");
        if (kind == "SQ") {
            questions_.emplace_back(word_in(element, "PrimaryAttribute"), &payload);
        } else if (kind == "BL") {
            const auto* all = element.if_contains("Payload");
            if (all != nullptr && all->is_array()) {
                for (const auto& one : all->get_array()) {
                    block(object_of(one));
                }
            }
            for (const auto& [number, one] : payload) {
                block(object_of(one));
            }
        } else if (kind == "FL") {
            flow_ = list_in(payload, "Flow");
        } else if (kind == "QO" || kind == "QG") {
            ++quotas_;
        } else if (kind == "SCO" && !list_in(payload, "ScoringCategories").empty()) {
            scored_ = true;
        }
    }

    void block(const json::Object& one) {
        const bool used = word_in(one, "Type") != "Trash" && !word_in(one, "ID").empty();
        if (used && blocks_.size() < most_things) {
            blocks_.emplace_back(word_in(one, "ID"), &one);
        }
    }

    void make_questions() {
        for (const auto& [id, payload] : questions_) {
            if (too_much()) {
                return;
            }
            const std::string tag = word_in(*payload, "DataExportTag");
            const std::string name = namer_.take(tag.empty() ? id : tag, id);
            const auto line = report.add(
                tag.empty() ? id : tag, survey::plain_text(word_in(*payload, "QuestionText")), name
            );
            if (!tag.empty() && name != tag) {
                report.change(line, "renamed", {{"to", name}});
            }
            auto made = qsf::make_items(*payload, name, line, out_.language, report);
            for (std::size_t i = 1; i < made.items.size(); ++i) {
                made.items[i].name = namer_.take(made.items[i].name);
            }
            made.payload = payload;
            made.name = name;
            known_.emplace(id, std::move(made));
        }
    }

    // `when`: the condition of the branch it stands in.
    void flow(const json::Array& steps, const std::string& when) {
        for (const auto& step : steps) {
            const auto& one = object_of(step);
            const std::string type = word_in(one, "Type");
            if (type == "Block" || type == "Standard") {
                page(word_in(one, "ID"), when);
            } else if (type == "Branch") {
                branch(one, when);
            } else if (type == "EmbeddedData") {
                embedded(one);
            } else if (type == "EndSurvey") {
                end(when);
            } else {
                if (type == "BlockRandomizer") {
                    report.drop("random_blocks_dropped");
                }
                flow(list_in(one, "Flow"), when);
            }
        }
    }

    void branch(const json::Object& one, const std::string& when) {
        const auto read = qsf::condition(object_in(one, "BranchLogic"), known_);
        if (!read) {
            report.change("branch_dropped");
        }
        const std::string own = read.value_or("");
        const bool both = !own.empty() && !when.empty();
        flow(
            list_in(one, "Flow"),
            both          ? "(" + when + ") and (" + own + ")"
            : own.empty() ? when
                          : own
        );
    }

    void end(const std::string& when) {
        if (!when.empty()) {
            out_.jumps.push_back({when, "", true});
        }
    }

    void embedded(const json::Object& one) {
        for (const auto& field : list_in(one, "EmbeddedData")) {
            const std::string name = word_in(object_of(field), "Field");
            const bool taken =
                std::find(out_.hidden.begin(), out_.hidden.end(), name) != out_.hidden.end();
            if (!name.empty() && !taken && out_.hidden.size() < 50) {
                out_.hidden.push_back(namer_.take(name));
            }
        }
    }

    void page(const std::string& id, const std::string& when) {
        const auto found = std::find_if(blocks_.begin(), blocks_.end(), [&](const auto& one) {
            return one.first == id;
        });
        if (found == blocks_.end() ||
            std::find(walked_.begin(), walked_.end(), id) != walked_.end()) {
            return;
        }
        walked_.push_back(id);
        begin_page(word_in(*found->second, "Description"), when);
        for (const auto& element : list_in(*found->second, "BlockElements")) {
            const auto& one = object_of(element);
            if (word_in(one, "Type") == "Page Break") {
                begin_page(word_in(*found->second, "Description"), when);
                continue;
            }
            const auto question = known_.find(word_in(one, "QuestionID"));
            if (question == known_.end()) {
                continue;
            }
            if (!list_in(one, "SkipLogic").empty()) {
                report.change(question->second.line, "jump_dropped", {{"text", "SkipLogic"}});
            }
            for (const Item& item : question->second.items) {
                place_[item.name] = {out_.pages.size() - 1, out_.pages.back().items.size()};
                out_.pages.back().items.push_back(item);
            }
        }
    }

    void begin_page(const std::string& description, const std::string& when) {
        Leaf& leaf = out_.pages.emplace_back();
        leaf.name = pages_.take(description, "page");
        leaf.visible_if = when;
    }

    void conditions() {
        for (auto& [id, known] : known_) {
            const auto& logic = object_in(*known.payload, "DisplayLogic");
            const auto read = qsf::condition(logic, known_);
            if (!read) {
                report.change(known.line, "condition_dropped", {{"text", read.error().message}});
            }
            for (const Item& item : known.items) {
                if (const auto place = place_.find(item.name); place != place_.end()) {
                    Item& to = out_.pages[place->second.first].items[place->second.second];
                    to.visible_if = read.value_or("");
                    pipe(to, known.line);
                }
            }
        }
    }

    void pipe(Item& item, std::size_t line) {
        for_each_text(item, [&](std::string& text, std::size_t) {
            text = qsf::piped(text, known_, out_.hidden, line, report);
        });
    }

    void totals() {
        if (quotas_ > 0) {
            report.drop("quotas_dropped", {{"number", std::to_string(quotas_)}});
        }
        if (scored_) {
            report.drop("scoring_dropped");
        }
        if (!out_.hidden.empty()) {
            report.note(
                "hidden_fields", {{"names", fmt::format("{}", fmt::join(out_.hidden, ", "))}}
            );
        }
        for (const auto& [id, known] : known_) {
            const bool placed = known.items.empty() || place_.contains(known.items[0].name);
            if (!placed) {
                report.drop(known.line, "in_no_block");
            }
        }
    }

    const json::Object& file_;
    Sketch out_;
    Namer namer_, pages_;
    std::vector<std::pair<std::string, const json::Object*>> questions_, blocks_;
    std::map<std::string, Known> known_;
    std::map<std::string, std::pair<std::size_t, std::size_t>> place_;
    std::vector<std::string> walked_;
    json::Array flow_;
    int quotas_ = 0;
    bool scored_ = false;
};

}  // namespace

Result<Brought> read_qsf(const json::Object& file, const Asked& asked) {
    Reader reader(file);
    Sketch made = reader.read();
    if (reader.too_much()) {
        return unreadable(fmt::format("has more than {} questions", most_things));
    }
    return settle(std::move(made), Format::qsf, asked, reader.report);
}

}  // namespace styk::travel

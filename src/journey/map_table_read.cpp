#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <optional>

#include "base/text.h"
#include "journey/map_rules.h"
#include "journey/map_table.h"
#include "journey/map_table_cells.h"
#include "journey/map_table_words.h"
#include "record/convert.h"

namespace styk::journey {

namespace {

using table::answers;
using table::Column;
using table::heads;
using table::TableCells;

const TableName* by_word(const std::vector<TableName>& all, std::string_view word) {
    const auto folded = fold_for_search(word);
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) {
        return one.id == word || one.key == word || fold_for_search(one.name) == folded;
    });
    return found == all.end() ? nullptr : &*found;
}

class TableReader : public TableCells {
public:
    TableReader(
        const Table& table,
        const TableNames& names,
        const std::function<std::string()>& new_id,
        Problems& problems
    )
        : TableCells(table, problems), names_(names), new_id_(new_id) {}

    MapDoc read() {
        doc_.lanes = first_lanes();
        if (!read_heads()) {
            return std::move(doc_);
        }
        for (row_ = 1; row_ < table_.size(); ++row_) {
            const bool blank =
                std::all_of(table_[row_].begin(), table_[row_].end(), [](const auto& cell) {
                    return trim(cell).empty();
                });
            if (!blank) {
                read_row();
            }
        }
        for (const Way& way : ways_) {
            link(way);
        }
        set_in_order(doc_);
        return std::move(doc_);
    }

private:
    struct Way {
        std::size_t row;
        std::string from, line;
    };

    bool read_heads() {
        if (table_.empty()) {
            problems_.push_back({"/rows/1", "there is no row of heads"});
            return false;
        }
        for (std::size_t i = 0; i < table_[0].size(); ++i) {
            read_head(i);
        }
        if (!columns_.contains(Column::step)) {
            problems_.push_back({"/rows/1", "no column is headed Step, Krok or Шаг"});
        }
        return columns_.contains(Column::step);
    }

    void read_head(std::size_t at) {
        const auto folded = fold_for_search(table_[0][at]);
        if (folded.empty()) {
            return;
        }
        for (std::size_t i = 0; i < heads.size(); ++i) {
            const bool is_it = std::any_of(heads.at(i).begin(), heads.at(i).end(), [&](auto head) {
                return fold_for_search(head) == folded;
            });
            if (is_it) {
                columns_.try_emplace(static_cast<Column>(i), at);
                return;
            }
        }
        add_own_lane(at);
    }

    void add_own_lane(std::size_t at) {
        std::string key = "lane_" + to_key(table_[0][at]).substr(0, 50);
        for (int n = 2; has_lane(key); ++n) {
            key = fmt::format("lane_{}_{}", to_key(table_[0][at]).substr(0, 50), n);
        }
        if (is_own_lane(key) && doc_.lanes.size() < most_lanes) {
            doc_.lanes.push_back({key, std::string(trim(table_[0][at])), false});
            own_.emplace(key, at);
        }
    }

    [[nodiscard]] bool has_lane(const std::string& key) const {
        return std::any_of(doc_.lanes.begin(), doc_.lanes.end(), [&](const Lane& lane) {
            return lane.key == key;
        });
    }

    void read_row() {
        Step step;
        step.id = new_id_();
        step.stage_id = stage();
        step.name = cell(Column::step);
        read_references(step);
        step.processes = lines(Column::processes);
        step.action = cell(Column::action);
        step.expectation = cell(Column::expectation);
        step.designed = cell(Column::designed);
        step.service = cell(Column::service);
        step.feeling = cell(Column::feeling);
        step.minutes = number(Column::minutes);
        step.effort = number(Column::effort);
        step.drawn.value = number(Column::emotion);
        read_parts(step);
        for (const auto& [lane, at] : own_) {
            if (auto text = cell_at(at); !text.empty()) {
                step.own[lane] = std::move(text);
            }
        }
        check_step(step);
        for (const auto& line : lines(Column::links)) {
            ways_.push_back({row_, step.id, line});
        }
        steps_by_row_.push_back(step.id);
        doc_.steps.push_back(std::move(step));
    }

    // What is wrong with the step as such, told of the column it came from.
    void check_step(const Step& step) {
        constexpr std::pair<std::string_view, Column> members[] = {
            {"/name", Column::step},
            {"/processes", Column::processes},
            {"/action", Column::action},
            {"/expectation", Column::expectation},
            {"/designed", Column::designed},
            {"/service", Column::service},
            {"/feeling", Column::feeling},
            {"/minutes", Column::minutes},
            {"/effort", Column::effort},
            {"/drawn", Column::emotion},
            {"/questions", Column::questions},
            {"/obstacles", Column::obstacles},
            {"/evidence", Column::evidence},
            {"/ideas", Column::ideas},
            {"/marks", Column::marks},
            {"/departments", Column::departments},
            {"/channels", Column::channels},
            {"/emotions", Column::emotions},
        };
        Problems wrong;
        check(step, nullptr, "", wrong);
        for (const auto& [pointer, message] : wrong) {
            const auto found =
                std::find_if(std::begin(members), std::end(members), [&](const auto& one) {
                    return pointer == one.first ||
                           pointer.starts_with(std::string(one.first) + "/");
                });
            if (found != std::end(members)) {
                say(found->second, message);
            } else {
                problems_.push_back({fmt::format("/rows/{}{}", row_ + 1, pointer), message});
            }
        }
    }

    std::string stage() {
        const std::string name = cell(Column::stage).empty() && !doc_.stages.empty()
                                     ? doc_.stages.back().name
                                     : cell(Column::stage);
        for (const MapStage& one : doc_.stages) {
            if (one.name == name) {
                return one.id;
            }
        }
        MapStage made{new_id_(), name.empty() ? "1" : name, Phase::use, {}};
        if (const auto phase = cell(Column::phase); !phase.empty()) {
            const auto known = record::choice_of<Phase>(to_lower_ascii(phase));
            made.phase = known.value_or(Phase::use);
            if (!known) {
                say(Column::phase,
                    fmt::format("must be one of {}", fmt::join(record::choices_of<Phase>(), ", ")));
            }
        }
        doc_.stages.push_back(made);
        return made.id;
    }

    std::optional<std::string> named(
        Column column, const std::vector<TableName>& all, std::string_view word
    ) {
        const auto* found = by_word(all, word);
        if (found == nullptr) {
            say(column, fmt::format("{} is not known here", word));
        }
        return found == nullptr ? std::nullopt : std::optional(found->id);
    }

    void read_references(Step& step) {
        if (const auto word = cell(Column::touchpoint); !word.empty()) {
            step.touchpoint = named(Column::touchpoint, names_.touchpoints, word);
        }
        step.external = flag(Column::external);
        for (const auto& word : words(Column::channels)) {
            if (auto key = named(Column::channels, names_.channels, word)) {
                step.channels.push_back(*std::move(key));
            }
        }
        for (const auto& word : words(Column::emotions)) {
            if (auto key = named(Column::emotions, names_.emotions, word)) {
                step.emotions.push_back(*std::move(key));
            }
        }
        for (const auto& line : lines(Column::departments)) {
            read_department(step, line);
        }
    }

    // "Front desk: responsible, Check-in"
    void read_department(Step& step, const std::string& line) {
        const auto colon = line.rfind(": ");
        const std::string rest = colon == std::string::npos ? "" : line.substr(colon + 2);
        const auto comma = rest.find(", ");
        StepDepartment part;
        const auto role = record::choice_of<DepartmentRole>(to_lower_ascii(rest.substr(0, comma)));
        if (!role && !rest.empty()) {
            return say(
                Column::departments,
                fmt::format(
                    "must be DEPARTMENT: {}",
                    fmt::join(record::choices_of<DepartmentRole>(), " or ")
                )
            );
        }
        const auto id = named(Column::departments, names_.departments, line.substr(0, colon));
        if (id) {
            part.department_id = *id;
            part.role = role.value_or(DepartmentRole::responsible);
            if (comma != std::string::npos) {
                part.process = rest.substr(comma + 2);
            }
            step.departments.push_back(std::move(part));
        }
    }

    void read_parts(Step& step) {
        for (const auto& line : lines(Column::questions)) {
            step.questions.push_back(question(line));
        }
        for (const auto& line : lines(Column::obstacles)) {
            step.obstacles.push_back({new_id_(), line});
        }
        for (const auto& line : lines(Column::evidence)) {
            const auto open = line.ends_with('>') ? line.rfind(" <") : std::string::npos;
            Evidence one{new_id_(), line.substr(0, open), {}};
            if (open != std::string::npos) {
                one.link = line.substr(open + 2, line.size() - open - 3);
            }
            step.evidence.push_back(std::move(one));
        }
        for (const auto& line : lines(Column::ideas)) {
            step.ideas.push_back({new_id_(), line, {}, {}, {}});
        }
        for (const auto& line : lines(Column::marks)) {
            read_mark(step, line);
        }
    }

    Question question(const std::string& line) {
        const auto open = line.ends_with(']') ? line.rfind(" [") : std::string::npos;
        const auto word = open == std::string::npos ? std::string()
                                                    : line.substr(open + 2, line.size() - open - 3);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            for (const auto known : answers.at(i)) {
                if (fold_for_search(known) == fold_for_search(word) && !word.empty()) {
                    return {new_id_(), line.substr(0, open), static_cast<Answered>(i)};
                }
            }
        }
        return {new_id_(), line, Answered::no};
    }

    void read_mark(Step& step, const std::string& line) {
        const auto colon = line.find(": ");
        const bool off = line.starts_with("not ");
        const auto kind = record::choice_of<StepMarkKind>(
            line.substr(off ? 4 : 0, colon == std::string::npos ? colon : colon - (off ? 4U : 0U))
        );
        if (!kind || colon == std::string::npos) {
            return say(
                Column::marks,
                "must be pain, success or moment_of_truth (or not …), a colon and the reason"
            );
        }
        const auto state = off ? StepMarkState::off : StepMarkState::on;
        step.marks.push_back({new_id_(), *kind, state, line.substr(colon + 2), {}, {}});
    }

    void link(const Way& way) {
        const auto colon = way.line.find(": ");
        const auto head = way.line.substr(0, colon);
        const auto space = head.find(' ');
        const auto kind = record::choice_of<LinkKind>(head.substr(0, space));
        std::size_t number = 0;
        const auto digits = space == std::string::npos ? "" : head.substr(space + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (!kind || number < 1 || number > steps_by_row_.size()) {
            return say_at(
                way.row, Column::links, "must be branch, loop or shortcut and the number of a step"
            );
        }
        Link made{new_id_(), way.from, steps_by_row_[number - 1], *kind, {}};
        if (colon != std::string::npos) {
            made.label = way.line.substr(colon + 2);
        }
        doc_.links.push_back(std::move(made));
    }

    const TableNames& names_;
    const std::function<std::string()>& new_id_;
    MapDoc doc_;
    std::map<std::string, std::size_t> own_;
    std::vector<Way> ways_;
    Texts steps_by_row_;
};

}  // namespace

MapDoc read_table(
    const Table& table,
    const TableNames& names,
    const std::function<std::string()>& new_id,
    Problems& problems
) {
    return TableReader(table, names, new_id, problems).read();
}

}  // namespace styk::journey

#include "journey/map_table.h"

#include <algorithm>
#include <fmt/format.h>

#include "journey/map_rules.h"
#include "journey/map_table_words.h"
#include "record/convert.h"

namespace styk::journey {

namespace {

using table::answers;
using table::heads;

std::size_t place_of(std::string_view language) {
    return language == "pl" ? 1 : language == "ru" ? 2 : 0;
}

std::string joined(const Texts& texts, const char* between = "\n") {
    return fmt::format("{}", fmt::join(texts, between));
}

// A list's items stand a line each, so their own line breaks become spaces.
std::string on_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

const TableName* by_id(const std::vector<TableName>& all, const std::string& id) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

std::string name_in(const std::vector<TableName>& all, const std::string& id) {
    const auto* found = by_id(all, id);
    return found == nullptr ? id : found->name;
}

class TableWriter {
public:
    TableWriter(const MapDoc& doc, const TableNames& names, std::size_t language)
        : doc_(doc), names_(names), language_(language) {}

    Table write() {
        Table table(1);
        for (const auto& head : heads) {
            table[0].emplace_back(head.at(language_));
        }
        const auto lanes = own_lanes();
        for (const Lane& lane : lanes) {
            table[0].push_back(lane.name.value_or(lane.key));
        }
        for (const Step& step : doc_.steps) {
            table.push_back(row(step));
            for (const Lane& lane : lanes) {
                const auto found = step.own.find(lane.key);
                table.back().push_back(found == step.own.end() ? "" : found->second);
            }
        }
        return table;
    }

private:
    [[nodiscard]] std::vector<Lane> own_lanes() const {
        std::vector<Lane> own;
        for (const Lane& lane : doc_.lanes) {
            if (is_own_lane(lane.key)) {
                own.push_back(lane);
            }
        }
        return own;
    }

    [[nodiscard]] std::vector<std::string> row(const Step& step) const {
        const auto number = [](const auto& value) { return value ? std::to_string(*value) : ""; };
        const auto* stage = find_stage(doc_, step.stage_id);
        return {
            stage == nullptr ? "" : stage->name,
            stage == nullptr ? "" : std::string(record::name_of_choice(stage->phase)),
            step.name,
            step.touchpoint ? name_in(names_.touchpoints, *step.touchpoint) : "",
            step.external ? std::string(answers[0].at(language_)) : "",
            names(step.channels, names_.channels),
            departments(step),
            joined(step.processes),
            step.action,
            step.expectation,
            step.designed,
            step.service,
            step.feeling,
            number(step.minutes),
            number(step.effort),
            number(step.drawn.value),
            names(step.emotions, names_.emotions),
            questions(step),
            lines(step.obstacles),
            evidence(step),
            lines(step.ideas),
            marks(step),
            links(step)
        };
    }

    static std::string names(const Texts& ids, const std::vector<TableName>& all) {
        Texts out;
        for (const auto& id : ids) {
            out.push_back(name_in(all, id));
        }
        return joined(out);
    }

    [[nodiscard]] std::string departments(const Step& step) const {
        Texts out;
        for (const auto& part : step.departments) {
            out.push_back(fmt::format(
                "{}: {}{}",
                name_in(names_.departments, part.department_id),
                record::name_of_choice(part.role),
                part.process ? ", " + on_one_line(*part.process) : ""
            ));
        }
        return joined(out);
    }

    [[nodiscard]] std::string questions(const Step& step) const {
        Texts out;
        for (const auto& one : step.questions) {
            out.push_back(fmt::format(
                "{} [{}]",
                on_one_line(one.text),
                answers.at(static_cast<std::size_t>(one.answered)).at(language_)
            ));
        }
        return joined(out);
    }

    template <class E>
    static std::string lines(const std::vector<E>& list) {
        Texts out;
        for (const auto& one : list) {
            out.push_back(on_one_line(one.text));
        }
        return joined(out);
    }

    static std::string evidence(const Step& step) {
        Texts out;
        for (const auto& one : step.evidence) {
            out.push_back(on_one_line(one.text) + (one.link ? " <" + *one.link + ">" : ""));
        }
        return joined(out);
    }

    static std::string marks(const Step& step) {
        Texts out;
        for (const auto& one : step.marks) {
            out.push_back(fmt::format(
                "{}{}: {}",
                one.state == StepMarkState::off ? "not " : "",
                record::name_of_choice(one.kind),
                on_one_line(one.reason)
            ));
        }
        return joined(out);
    }

    // "shortcut 7: label": to the seventh step.
    [[nodiscard]] std::string links(const Step& step) const {
        Texts out;
        for (const Link& link : doc_.links) {
            if (link.from != step.id) {
                continue;
            }
            const auto* to = find_step(doc_, link.to);
            out.push_back(fmt::format(
                "{} {}{}",
                record::name_of_choice(link.kind),
                to - doc_.steps.data() + 1,
                link.label ? ": " + on_one_line(*link.label) : ""
            ));
        }
        return joined(out);
    }

    const MapDoc& doc_;
    const TableNames& names_;
    std::size_t language_;
};

}  // namespace

Table write_table(const MapDoc& doc, const TableNames& names, std::string_view language) {
    return TableWriter(doc, names, place_of(language)).write();
}

}  // namespace styk::journey

#include "travel/settle.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "survey/definition_json.h"
#include "travel/choices.h"

namespace styk::travel {

namespace {

using survey::Definition;
using survey::Question;

constexpr int most_passes = 60;

// The value at a JSON Pointer's first `depth` parts and what is left of it.
struct Place {
    json::Array* list = nullptr;  // that holds the element
    std::size_t index = 0;
    std::string pointer;  // of the element
    std::string member;   // what in it is wrong; empty: itself
};

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 8 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The innermost page element, trigger or hidden name that a pointer leads to.
std::optional<Place> find_place(json::Object& root, std::string_view pointer) {
    std::optional<Place> found;
    json::Object* at = &root;
    std::string walked;
    const auto parts = split(pointer, '/');
    for (std::size_t i = 1; i + 1 < parts.size() && at != nullptr; i += 2) {
        auto* list = at->if_contains(parts[i]);
        const bool holds = parts[i] == "pages" || parts[i] == "elements" ||
                           parts[i] == "triggers" || parts[i] == "hidden";
        const std::size_t index =
            is_number(parts[i + 1]) ? std::stoul(std::string(parts[i + 1])) : 0;
        if (list == nullptr || !list->is_array() || !holds || !is_number(parts[i + 1]) ||
            index >= list->get_array().size()) {
            break;
        }
        walked += fmt::format("/{}/{}", parts[i], index);
        auto& element = list->get_array()[index];
        found = Place{
            &list->get_array(), index, walked, i + 2 < parts.size() ? std::string(parts[i + 2]) : ""
        };
        at = element.is_object() ? &element.get_object() : nullptr;
    }
    return found;
}

std::string text_in(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

class Settler {
public:
    Settler(json::Object& root, const Asked& asked, Report& report)
        : root_(root), asked_(asked), report_(report) {}

    Result<Definition> settle() {
        for (int pass = 0; pass < most_passes; ++pass) {
            Problems problems;
            Definition definition = survey::read_definition(root_, asked_.language, problems);
            if (problems.empty() && !drop_lost_conditions(definition)) {
                return finish(std::move(definition));
            }
            if (!problems.empty() && !mend(problems)) {
                return tl::unexpected(Problem{
                    "/file", fmt::format("{}: {}", problems[0].pointer, problems[0].message)
                });
            }
        }
        return tl::unexpected(Problem{"/file", "holds too much that is not right"});
    }

private:
    Result<Definition> finish(Definition definition) {
        const bool asks = std::any_of(
            definition.questions.begin(),
            definition.questions.end(),
            [](const Question& one) { return one.asks(); }
        );
        if (!asks) {
            return tl::unexpected(Problem{"/file", "holds no question that can be asked here"});
        }
        for (const Problem& one : definition.unknown) {
            note_unknown(definition, one);
        }
        propose_metrics(definition);
        return definition;
    }

    // From the back, so that places stay right; what stands within something gone is done with.
    bool mend(const Problems& problems) {
        bool done = false;
        std::vector<std::string> gone;
        for (auto one = problems.rbegin(); one != problems.rend(); ++one) {
            const bool within =
                std::any_of(gone.begin(), gone.end(), [&](const std::string& prefix) {
                    return one->pointer == prefix || one->pointer.starts_with(prefix + "/");
                });
            if (within) {
                continue;
            }
            gone.push_back(mend_one(*one));
            done = done || !gone.back().empty();
            if (gone.back().empty()) {
                gone.pop_back();
            }
        }
        return done;
    }

    // Takes out what is wrong; gives its pointer, "" when nothing could be done.
    std::string mend_one(const Problem& problem) {
        const auto place = find_place(root_, problem.pointer);
        if (!place) {
            const auto parts = split(problem.pointer, '/');
            if (parts.size() < 2 || root_.stable_erase(parts[1]) == 0) {
                return {};
            }
            report_.drop("setting_dropped", {{"name", std::string(parts[1])}});
            return fmt::format("/{}", parts[1]);
        }
        auto& element = (*place->list)[place->index];
        if (drop_choice(element, *place, problem.pointer)) {
            return problem.pointer;
        }
        const bool needed =
            place->member.empty() || is_needed(place->member) || !element.is_object();
        if (needed) {
            drop_element(element, place->pointer, problem);
            place->list->erase(place->list->begin() + static_cast<std::ptrdiff_t>(place->index));
            return place->pointer;
        }
        drop_member(element.get_object(), place->member);
        return place->pointer + "/" + place->member;
    }

    // One of several choices alone.
    bool drop_choice(json::Value& element, const Place& place, const std::string& pointer) {
        const bool of_list =
            place.member == "choices" || place.member == "rows" || place.member == "columns";
        const auto rest = split(std::string_view(pointer).substr(place.pointer.size()), '/');
        auto* list = of_list && element.is_object() ? element.get_object().if_contains(place.member)
                                                    : nullptr;
        if (list == nullptr || !list->is_array() || list->get_array().size() < 2 ||
            rest.size() != 3 || !is_number(rest[2])) {
            return false;
        }
        const std::size_t index = std::stoul(std::string(rest[2]));
        if (index >= list->get_array().size()) {
            return false;
        }
        list->get_array().erase(list->get_array().begin() + static_cast<std::ptrdiff_t>(index));
        report_.change(report_.line_of(text_in(element.get_object(), "name")), "choice_dropped");
        return true;
    }

    static bool is_needed(std::string_view member) {
        constexpr std::array all{
            "type",
            "name",
            "choices",
            "rows",
            "columns",
            "items",
            "elements",
            "expression",
            "gotoName"
        };
        return std::find(all.begin(), all.end(), member) != all.end();
    }

    void drop_element(
        const json::Value& element, const std::string& pointer, const Problem& problem
    ) {
        if (pointer.starts_with("/triggers")) {
            return report_.drop(
                "jump_dropped",
                {{"text", element.is_object() ? text_in(element.get_object(), "expression") : ""}}
            );
        }
        const std::string name = element.is_object() ? text_in(element.get_object(), "name") : "";
        const auto line = report_.line_of(name.empty() ? pointer : name);
        const bool many = problem.message.find("is one too many") != std::string::npos;
        many ? report_.drop(
                   line, "too_many_questions", {{"most", std::to_string(survey::most_questions)}}
               )
             : report_.drop(line, "not_valid", {{"message", problem.message}});
    }

    void drop_member(json::Object& element, const std::string& member) {
        const auto line = report_.line_of(text_in(element, "name"));
        if (member == "visibleIf" || member == "requiredIf") {
            report_.change(line, "condition_dropped", {{"text", text_in(element, member)}});
        } else {
            report_.change(line, "setting_dropped", {{"name", member}});
        }
        element.stable_erase(member);
    }

    // ---- conditions over what is not here

    [[nodiscard]] static bool names_unknown(
        const Definition& definition, const survey::Expression& one
    ) {
        const auto names = one.variables();
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return survey::question_named(definition, name) == nullptr &&
                   !survey::is_hidden(definition, name);
        });
    }

    bool drop_lost_conditions(const Definition& definition) {
        return drop_in_elements(definition, root_) || drop_in_triggers(definition);
    }

    bool drop_in_elements(const Definition& definition, json::Object& holder) {
        bool dropped = false;
        for (const char* name : {"pages", "elements"}) {
            auto* list = holder.if_contains(name);
            for (std::size_t i = 0;
                 list != nullptr && list->is_array() && i < list->get_array().size();
                 ++i) {
                auto& one = list->get_array()[i];
                if (one.is_object()) {
                    dropped = drop_condition(definition, one.get_object()) || dropped;
                    dropped = drop_in_elements(definition, one.get_object()) || dropped;
                }
            }
        }
        return dropped;
    }

    bool drop_condition(const Definition& definition, json::Object& of) {
        bool dropped = false;
        for (const char* name : {"visibleIf", "requiredIf"}) {
            const std::string text = text_in(of, name);
            const auto parsed = survey::Expression::parse(text);
            if (!text.empty() && parsed && names_unknown(definition, *parsed)) {
                report_.change(
                    report_.line_of(text_in(of, "name")),
                    "condition_names_dropped",
                    {{"text", text}}
                );
                of.stable_erase(name);
                dropped = true;
            }
        }
        return dropped;
    }

    bool drop_in_triggers(const Definition& definition) {
        auto* list = root_.if_contains("triggers");
        if (list == nullptr || !list->is_array()) {
            return false;
        }
        auto& all = list->get_array();
        for (auto i = definition.triggers.rbegin(); i != definition.triggers.rend(); ++i) {
            const Question* target = definition.find(i->go_to);
            const bool back = !i->completes && target != nullptr && target->page <= i->page;
            if (!back && !names_unknown(definition, i->when)) {
                continue;
            }
            back ? report_.drop("jump_backwards")
                 : report_.drop("jump_dropped", {{"text", i->when.text()}});
            all.erase(
                all.begin() +
                static_cast<std::ptrdiff_t>(std::stoul(i->pointer.substr(i->pointer.rfind('/') + 1))
                )
            );
            return true;
        }
        return false;
    }

    // ---- what the file says and this server does not do

    void note_unknown(const Definition& definition, const Problem& one) {
        const std::string name = one.pointer.substr(one.pointer.rfind('/') + 1);
        const auto found = std::find_if(
            definition.questions.begin(),
            definition.questions.end(),
            [&](const Question& question) {
                return one.pointer.starts_with(question.pointer + "/");
            }
        );
        if (one.pointer.starts_with("/triggers")) {
            report_.change("triggers_dropped", {{"kind", one.pointer}});
        } else if (found == definition.questions.end()) {
            report_.change("no_effect", {{"name", name}});
        } else {
            report_.change(report_.line_of(found->name), "no_effect", {{"name", name}});
        }
    }

    // ---- metrics

    [[nodiscard]] bool fits(std::string_view key, const Question& one) const {
        return std::any_of(
            asked_.metrics.begin(),
            asked_.metrics.end(),
            [&](const KnownMetric& metric) {
                return metric.key == key && metric.min == one.low && metric.max == one.high;
            }
        );
    }

    [[nodiscard]] static bool speaks_of(
        const Question& one, std::initializer_list<std::string_view> words
    ) {
        std::string all = to_lower_ascii(one.name) + " ";
        for (const auto& [language, text] : one.title.by_language) {
            all += fold_for_search(text) + " ";
        }
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
            return all.find(word) != std::string::npos;
        });
    }

    [[nodiscard]] std::string_view metric_of(const Question& one) const {
        if (one.type != survey::Type::rating || !one.metric.empty()) {
            return {};
        }
        const bool recommends =
            speaks_of(one, {"recommend", "nps", "polec", "порекоменд", "рекоменд", "empfehl"});
        if (recommends && fits(nps_key, one)) {
            return nps_key;
        }
        if (recommends && fits(wr_key, one)) {
            return wr_key;
        }
        if (fits(csat_key, one) &&
            speaks_of(
                one, {"satisf", "csat", "zadowol", "satysf", "удовлетв", "доволь", "zufrieden"}
            )) {
            return csat_key;
        }
        const bool effort = speaks_of(
            one, {"easy", "effort", "ces", "latwo", "wysil", "легко", "усили", "einfach"}
        );
        return effort && fits(ces_key, one) ? ces_key : std::string_view();
    }

    void propose_metrics(Definition& definition) {
        std::vector<std::string_view> given;
        for (const Question& one : definition.questions) {
            if (!one.metric.empty()) {
                given.push_back(one.metric);
            }
        }
        for (Question& one : definition.questions) {
            const auto key = metric_of(one);
            const auto place = find_place(root_, one.pointer);
            if (key.empty() || !place ||
                std::find(given.begin(), given.end(), key) != given.end()) {
                continue;
            }
            given.push_back(key);
            (*place->list)[place->index].as_object()["metric"] = key;
            one.metric = key;
            report_.note(
                report_.line_of(one.name), "metric_proposed", {{"metric", std::string(key)}}
            );
        }
    }

    json::Object& root_;
    const Asked& asked_;
    Report& report_;
};

std::string title_of(const Definition& definition, const Asked& asked) {
    const std::string& title = definition.title.in("");
    if (!title.empty()) {
        return title;
    }
    const auto slash = asked.name.find_last_of("/\\");
    const std::string file = slash == std::string::npos ? asked.name : asked.name.substr(slash + 1);
    const auto dot = file.rfind('.');
    return dot == std::string::npos || dot == 0 ? file : file.substr(0, dot);
}

}  // namespace

Result<Brought> settle(json::Object definition, Format format, const Asked& asked, Report& report) {
    auto settled = Settler(definition, asked, report).settle();
    if (!settled) {
        return tl::unexpected(settled.error());
    }
    Brought out;
    out.format = format;
    out.title = title_of(*settled, asked);
    out.language = settled->language;
    out.languages = survey::languages_of(*settled);
    out.definition = json::write(definition);
    out.report = report.lines();
    const bool contact =
        std::any_of(settled->questions.begin(), settled->questions.end(), [](const Question& one) {
            return one.metric == csat_key || one.metric == ces_key;
        });
    out.kind = contact ? survey::Kind::after_contact : survey::Kind::relationship;
    return out;
}

Result<Brought> settle(Sketch sketch, Format format, const Asked& asked, Report& report) {
    for (Leaf& page : sketch.pages) {
        std::erase_if(page.items, [&](const Item& one) {
            const bool goes = !has_choices(one);
            if (goes) {
                report.drop(one.line, "no_choices");
            }
            return goes;
        });
        for (Item& one : page.items) {
            const bool known = std::any_of(
                asked.metrics.begin(),
                asked.metrics.end(),
                [&](const KnownMetric& metric) {
                    return metric.key == one.metric && metric.min == one.low &&
                           metric.max == one.high;
                }
            );
            if (known) {
                report.note(one.line, "metric_proposed", {{"metric", one.metric}});
            } else {
                one.metric.clear();
            }
        }
    }
    std::erase_if(sketch.pages, [](const Leaf& page) { return page.items.empty(); });
    return settle(to_json(sketch), format, asked, report);
}

}  // namespace styk::travel

#include "story/draw_journey.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/language.h"
#include "firm/terms.h"
#include "journey/template.h"
#include "story/show_journey.h"

namespace styk::story {

namespace {

using journey::Step;
using InThree = std::array<std::string_view, 3>;

constexpr std::pair<std::string_view, InThree> lane_names[] = {
    {"action", {"What the [[customer]] does", "Co robi [[klient]]", "Что делает [[клиент]]"}},
    {"questions", {"Questions", "Pytania", "Вопросы"}},
    {"obstacles", {"Obstacles", "Przeszkody", "Препятствия"}},
    {"emotion", {"Feeling", "Odczucie", "Чувство"}},
    {"expectation", {"Expectation", "Oczekiwanie", "Ожидание"}},
    {"designed", {"Designed experience", "Zaprojektowane doświadczenie", "Спроектированный опыт"}},
    {"channels", {"Channels", "Kanały", "Каналы"}},
    {"departments", {"Departments", "Działy", "Отделы"}},
    {"evidence", {"Evidence", "Dowody", "Свидетельства"}},
    {"ideas", {"Ideas", "Pomysły", "Идеи"}},
};

constexpr InThree curve_name{"Emotion", "Emocja", "Эмоция"};
constexpr InThree drawn_name{"drawn by people", "narysowane przez ludzi", "нарисовано людьми"};
constexpr InThree measured_name{"measured", "zmierzone", "измерено"};
constexpr InThree best{"delight", "zachwyt", "восторг"},
    neutral{"neutral", "obojętność", "нейтрально"}, worst{"pain", "ból", "боль"};
constexpr InThree mark_names[] = {
    {"pain point", "punkt bólu", "болевая точка"},
    {"success point", "punkt sukcesu", "точка успеха"},
    {"moment of truth", "moment prawdy", "момент истины"},
};
constexpr InThree ways_name{"Other ways", "Inne drogi", "Другие дороги"};
// By LinkKind.
constexpr InThree way_names[] = {
    {"branch", "odnoga", "ответвление"},
    {"loop", "pętla", "петля"},
    {"shortcut", "skrót", "короткий путь"},
};
constexpr InThree nothing{
    "No steps yet. Add the first one and the picture begins.",
    "Nie ma jeszcze kroków. Dodaj pierwszy, a obraz się zacznie.",
    "Шагов пока нет. Добавьте первый, и картина начнётся."
};
constexpr InThree outside{"not ours", "nie nasze", "не наше"};

class Drawer {
public:
    Drawer(
        const journey::Journey& journey,
        const journey::JourneyMap& map,
        const feedback::Directory& directory,
        const JourneyPicture& asked
    )
        : journey_(journey),
          map_(map),
          directory_(directory),
          asked_(asked),
          language_(
              asked.language == "pl"   ? 1
              : asked.language == "ru" ? 2
                                       : 0
          ) {}

    paper::Strip strip() {
        paper::Strip out;
        const Language speaker(asked_.language);
        out.title = journey_.name;
        const auto changed = directory_.zone.day_of(map_.head.updated_at);
        out.subtitle =
            fmt::format("{} · {} · {}", map_.head.name, directory_.firm.name, speaker.day(changed));
        out.author = directory_.firm.name;
        out.made = to_rfc3339(map_.head.updated_at);
        out.curve_name = say(curve_name);
        out.drawn_name = say(drawn_name);
        out.measured_name = asked_.measured.empty() ? "" : say(measured_name);
        out.best = say(best);
        out.neutral = say(neutral);
        out.worst = say(worst);
        out.empty = say(nothing);
        out.dark = asked_.dark;
        for (std::size_t i = 0; i < std::size(mark_names); ++i) {
            out.mark_names[i] = say(mark_names[i]);
        }
        groups(out);
        for (const Step& step : map_.doc.steps) {
            out.columns.push_back(column(step));
        }
        rows(out);
        ways(out);
        return out;
    }

private:
    [[nodiscard]] std::string say(const InThree& words) const {
        return firm::in_own_words(words.at(language_), asked_.language, directory_.firm.words.text);
    }

    void groups(paper::Strip& out) const {
        for (const auto& stage : map_.doc.stages) {
            const auto n =
                std::count_if(map_.doc.steps.begin(), map_.doc.steps.end(), [&](const Step& step) {
                    return step.stage_id == stage.id;
                });
            out.groups.push_back(
                {stage.name,
                 std::string(journey::phase_name(stage.phase, asked_.language)),
                 static_cast<std::size_t>(n)}
            );
        }
    }

    [[nodiscard]] std::optional<std::size_t> place_of(const std::string& id) const {
        const auto& steps = map_.doc.steps;
        const auto found = std::ranges::find(steps, id, &Step::id);
        return found == steps.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::size_t>(found - steps.begin()));
    }

    void ways(paper::Strip& out) const {
        out.ways_name = say(ways_name);
        for (const auto& link : map_.doc.links) {
            const auto from = place_of(link.from), to = place_of(link.to);
            if (from && to) {
                const auto& kind = way_names[static_cast<std::size_t>(link.kind)];
                out.ways.push_back({*from, *to, link.label.value_or(say(kind))});
            }
        }
    }

    [[nodiscard]] paper::StripColumn column(const Step& step) const {
        paper::StripColumn out;
        out.name = step.name;
        out.hatched = step.external;
        const auto* touchpoint =
            step.touchpoint ? directory_.touchpoints.find(*step.touchpoint) : nullptr;
        out.under = step.external                                            ? say(outside)
                    : touchpoint != nullptr && touchpoint->name != step.name ? touchpoint->name
                                                                             : "";
        if (step.drawn.value) {
            out.drawn = static_cast<double>(*step.drawn.value);
        }
        const auto found = asked_.measured.find(step.id);
        if (found != asked_.measured.end()) {
            out.measured = found->second.value;
            out.low = found->second.low;
            out.high = found->second.high;
            out.count = fmt::format("n {}", found->second.n);
        }
        for (const auto& mark : step.marks) {
            if (mark.state == journey::StepMarkState::on) {
                out.marks.push_back(static_cast<paper::StripMark>(mark.kind));
            }
        }
        return out;
    }

    void rows(paper::Strip& out) const {
        for (const auto& lane : map_.doc.lanes) {
            const auto found =
                std::find_if(std::begin(lane_names), std::end(lane_names), [&](const auto& one) {
                    return one.first == lane.key;
                });
            const bool own = lane.key.starts_with("lane_");
            if (lane.hidden || (found == std::end(lane_names) && !own)) {
                continue;
            }
            paper::StripRow row;
            row.name = lane.name.value_or(own ? lane.key : say(found->second));
            bool any = false;
            for (const Step& step : map_.doc.steps) {
                row.cells.push_back(cell(step, lane.key));
                any = any || !row.cells.back().empty();
            }
            if (any) {
                out.rows.push_back(std::move(row));
            }
        }
    }

    static std::string joined(const journey::Texts& texts, const char* between = "\n") {
        return fmt::format("{}", fmt::join(texts, between));
    }

    template <class E>
    static journey::Texts texts_of(const std::vector<E>& list) {
        journey::Texts out;
        for (const auto& one : list) {
            out.push_back(one.text);
        }
        return out;
    }

    [[nodiscard]] std::string cell(const Step& step, const std::string& lane) const {
        if (lane == "action") {
            return step.action;
        }
        if (lane == "expectation") {
            return step.expectation;
        }
        if (lane == "emotion") {
            return step.feeling;
        }
        if (lane == "designed") {
            return step.designed;
        }
        if (lane == "questions") {
            return questions(step);
        }
        if (lane == "obstacles") {
            return joined(texts_of(step.obstacles));
        }
        if (lane == "evidence") {
            return joined(texts_of(step.evidence));
        }
        if (lane == "ideas") {
            return joined(texts_of(step.ideas));
        }
        if (lane == "channels") {
            return channels(step);
        }
        if (lane == "departments") {
            return departments(step);
        }
        const auto own = step.own.find(lane);
        return own == step.own.end() ? "" : own->second;
    }

    static std::string questions(const Step& step) {
        journey::Texts out;
        for (const auto& one : step.questions) {
            const char* sign = one.answered == journey::Answered::yes      ? "✓ "
                               : one.answered == journey::Answered::partly ? "~ "
                                                                           : "? ";
            out.push_back(sign + one.text);
        }
        return joined(out);
    }

    [[nodiscard]] std::string channels(const Step& step) const {
        journey::Texts out;
        for (const auto& key : step.channels) {
            const auto* channel = directory_.channels.find(key);
            out.push_back(channel == nullptr ? key : channel->name);
        }
        return joined(out, ", ");
    }

    [[nodiscard]] std::string departments(const Step& step) const {
        journey::Texts out;
        for (const auto& part : step.departments) {
            const auto* department = directory_.departments.find(part.department_id);
            if (department != nullptr &&
                std::find(out.begin(), out.end(), department->name) == out.end()) {
                out.push_back(department->name);
            }
        }
        return joined(out, ", ");
    }

    const journey::Journey& journey_;
    const journey::JourneyMap& map_;
    const feedback::Directory& directory_;
    const JourneyPicture& asked_;
    std::size_t language_;
};

}  // namespace

std::map<std::string, MeasuredFeeling> measured_feelings(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const journey::MapDoc& doc,
    std::vector<std::string> not_lived
) {
    StepsAsked asked;
    asked.not_lived = std::move(not_lived);
    asked.steps = subjects_of(doc);
    asked.with_moments = false;
    std::map<std::string, MeasuredFeeling> out;
    for (const auto& step : step_figures(engine, directory, actor, asked).steps) {
        const Emotion& felt = step.emotion;
        if (felt.value) {
            out[step.subject.id] = {
                *felt.value, felt.lo, felt.hi, static_cast<std::int64_t>(felt.n)
            };
        }
    }
    return out;
}

std::string draw_journey(
    const journey::Journey& journey,
    const journey::JourneyMap& map,
    const feedback::Directory& directory,
    const JourneyPicture& asked
) {
    return paper::draw_strip(
        Drawer(journey, map, directory, asked).strip(), asked.view, asked.kind
    );
}

}  // namespace styk::story

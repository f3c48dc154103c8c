#include "journey/compare_maps.h"

#include <map>

namespace styk::journey {

namespace {

std::optional<std::string> source_of_pain(const Step& step, const std::set<std::string>& by_rule) {
    const auto said = marked(step, StepMarkKind::pain);
    if (said) {
        return *said == StepMarkState::on ? std::optional<std::string>("people") : std::nullopt;
    }
    return by_rule.contains(step.id) ? std::optional<std::string>("data") : std::nullopt;
}

std::vector<PainRemedy> remedies_of(const MapDoc& to_be, const std::string& pain) {
    std::vector<PainRemedy> out;
    for (const Step& step : to_be.steps) {
        for (const Removal& one : step.removes) {
            if (one.pain == pain) {
                out.push_back({step.id, step.name, one.note});
            }
        }
    }
    return out;
}

void match_steps(const MapDoc& as_is, const MapDoc& to_be, MapComparison& out) {
    std::set<std::string> taken_over;
    for (const Step& step : to_be.steps) {
        ReplacedSteps pair{{}, step.id};
        for (const std::string& old : step.was) {
            if (find_step(as_is, old) != nullptr) {
                pair.as_is.push_back(old);
                taken_over.insert(old);
            }
        }
        pair.as_is.empty() ? out.added.push_back(step.id) : out.replaced.push_back(std::move(pair));
    }
    for (const Step& step : as_is.steps) {
        if (!taken_over.contains(step.id)) {
            out.dropped.push_back(step.id);
        }
    }
}

}  // namespace

WayLength length_of(const MapDoc& doc) {
    WayLength out;
    for (const Step& step : doc.steps) {
        ++out.steps;
        out.minutes += step.minutes.value_or(0);
        out.effort += step.effort.value_or(0);
        out.with_minutes += step.minutes ? 1 : 0;
        out.with_effort += step.effort ? 1 : 0;
    }
    return out;
}

MapComparison compare(
    const MapDoc& as_is, const MapDoc& to_be, const std::set<std::string>& by_rule
) {
    MapComparison out;
    out.as_is = length_of(as_is);
    out.to_be = length_of(to_be);
    for (const Step& step : as_is.steps) {
        if (auto source = source_of_pain(step, by_rule)) {
            out.pains.push_back({step.id, step.name, *source, remedies_of(to_be, step.id)});
        }
    }
    match_steps(as_is, to_be, out);
    return out;
}

MapDoc copy_with_new_ids(const MapDoc& doc, const std::function<std::string()>& new_id) {
    MapDoc copy = doc;
    std::map<std::string, std::string> renamed;
    const auto rename = [&](std::string& id) {
        const auto [found, is_new] = renamed.try_emplace(id);
        if (is_new) {
            found->second = new_id();
        }
        id = found->second;
    };
    const auto rename_all = [&](auto& list) {
        for (auto& one : list) {
            rename(one.id);
        }
    };
    rename_all(copy.stages);
    for (Step& step : copy.steps) {
        rename(step.id);
        rename(step.stage_id);
        rename_all(step.questions);
        rename_all(step.obstacles);
        rename_all(step.evidence);
        rename_all(step.ideas);
        rename_all(step.marks);
    }
    for (Link& link : copy.links) {
        rename(link.id);
        rename(link.from);
        rename(link.to);
    }
    return copy;
}

MapDoc copy_as_to_be(const MapDoc& as_is, const std::function<std::string()>& new_id) {
    MapDoc copy = copy_with_new_ids(as_is, new_id);
    for (std::size_t i = 0; i < copy.steps.size(); ++i) {
        copy.steps[i].was = {as_is.steps[i].id};
        copy.steps[i].marks.clear();
        copy.steps[i].ideas.clear();
        copy.steps[i].removes.clear();
    }
    return copy;
}

}  // namespace styk::journey

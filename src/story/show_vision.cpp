#include "story/show_vision.h"

#include "story/guard.h"
#include "story/survey_counts.h"

namespace styk::story {

namespace {

std::int64_t count(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const feedback::Filter& filter
) {
    std::int64_t records = 0;
    for (const auto& row : engine.count_records(directory, "", filter)) {
        records += static_cast<std::int64_t>(row.records);
    }
    return records;
}

feedback::Filter narrowed(
    feedback::Filter filter, feedback::Criterion criterion, std::vector<std::string> values
) {
    filter.clauses.push_back(
        {.criterion = criterion, .attribute = {}, .values = std::move(values), .negated = false}
    );
    return filter;
}

std::vector<std::string> keys_of(
    const promise::TargetEmotion& aim, const feedback::Directory& directory
) {
    std::vector<std::string> keys;
    for (const auto& id : aim.touchpoint_ids) {
        if (const auto* touchpoint = directory.touchpoints.find(id)) {
            keys.push_back(touchpoint->key);
        }
    }
    return keys;
}

}  // namespace

std::vector<EmotionFelt> show_vision(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const promise::Vision& vision,
    const feedback::Filter& filter
) {
    const insight::Question question{{}, {}, filter};
    const auto limits = limits_for(question, directory);
    auto heard = figures_filter(question, actor, directory);
    heard.has_comment = true;
    std::vector<EmotionFelt> out;
    for (const auto& aim : vision.emotions) {
        const auto there =
            aim.touchpoint_ids.empty()
                ? heard
                : narrowed(heard, feedback::Criterion::touchpoint, keys_of(aim, directory));
        const auto all = count(engine, directory, there);
        const auto told =
            count(engine, directory, narrowed(there, feedback::Criterion::emotion, {aim.emotion}));
        const auto share = share_of(told, all, limits);
        const bool shown = stats::shows_counts(share.tier);
        out.push_back({aim.emotion, share, shown ? static_cast<std::uint64_t>(told) : 0});
    }
    return out;
}

}  // namespace styk::story

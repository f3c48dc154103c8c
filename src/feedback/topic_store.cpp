#include "feedback/topic_store.h"

#include <algorithm>
#include <fmt/format.h>

namespace styk::feedback {

namespace {

template <class T>
void give_ids(std::vector<T>& all, const Clock& clock, Random& random) {
    for (T& one : all) {
        one.id.uuid = make_uuid_v7(clock, random);
    }
}

template <class T>
void ensure(db::Tx& tx, const std::vector<T>& all, const db::Change& by) {
    for (T one : all) {
        if (!db::find_by<T>(tx, "key", one.key)) {
            db::add(tx, one, by);
        }
    }
}

template <class T>
void need_room(const std::vector<T>& all, const T& own, std::size_t most) {
    const bool is_new =
        std::none_of(all.begin(), all.end(), [&](const T& one) { return one.id == own.id; });
    if (is_new && all.size() >= most) {
        throw Refusal(
            Code::conflict,
            fmt::format("There can be {} of these. Rename one that is switched off.", most)
        );
    }
}

}  // namespace

FirstTopics make_first_topics(const Clock& clock, Random& random) {
    FirstTopics first{built_in_topics(), built_in_emotions()};
    give_ids(first.topics, clock, random);
    give_ids(first.emotions, clock, random);
    return first;
}

void ensure_topics(db::Tx& tx, const FirstTopics& first, const db::Change& by) {
    ensure(tx, first.topics, by);
    ensure(tx, first.emotions, by);
}

void check_topic(db::Reader& reader, const Topic& topic) {
    const auto all = db::list_all<Topic>(reader);
    need_room(all, topic, most_topics);
    Problems problems;
    for (const Topic& other : all) {
        if (topic.merged_into && other.merged_into == topic.key && other.key != topic.key) {
            problems.push_back(
                {"/merged_into",
                 fmt::format("{} is merged into this one: part them first", other.name)}
            );
        }
    }
    if (topic.merged_into) {
        const auto target = std::find_if(all.begin(), all.end(), [&](const Topic& one) {
            return one.key == *topic.merged_into;
        });
        if (target == all.end() || target->key == topic.key || target->merged_into) {
            problems.push_back({"/merged_into", "must be another topic that is not merged itself"});
        }
    }
    refuse_if(std::move(problems));
}

void check_emotion(db::Reader& reader, const Emotion& emotion) {
    need_room(db::list_all<Emotion>(reader), emotion, most_emotions);
}

}  // namespace styk::feedback

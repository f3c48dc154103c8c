#include "story/offer_items.h"

#include <array>

#include "metric/metric_store.h"

namespace styk::story {

namespace {

using metric::Metric;
using promise::Item;

// Ids are drawn before the transaction.
std::array<Uuid, 4> fresh_ids(const Intake& intake) {
    std::array<Uuid, 4> ids{};
    for (Uuid& id : ids) {
        id = make_uuid_v7(intake.clock, intake.random);
    }
    return ids;
}

promise::FindMetric find_in(db::Reader& reader) {
    return [&reader](const std::string& key) { return db::find_by<Metric>(reader, "key", key); };
}

void add_new(db::Tx& tx, Item& item, const Uuid& id, const db::Change& by) {
    if (item.is_new) {
        item.metric.id.uuid = id;
        metric::check_metric(tx, item.metric);
        db::add(tx, item.metric, by);
    }
}

void bind(promise::Promise& promise, const Item& item) {
    auto& own = item.role == "expected" ? promise.expectation_metric
                : item.role == "lived"  ? promise.experience_metric
                : item.role == "kept"   ? promise.kept_metric
                                        : promise.believed_metric;
    own = item.metric.key;
}

std::string key_of_touchpoint(
    const feedback::Directory& directory, const std::optional<std::string>& id
) {
    if (!id) {
        return {};
    }
    const auto* touchpoint = directory.touchpoints.find(*id);
    if (touchpoint == nullptr) {
        throw Refusal(
            Code::invalid,
            "The request is readable but not valid.",
            {{"/touchpoint_id", "there is no such touchpoint"}}
        );
    }
    return touchpoint->key;
}

}  // namespace

PromiseItems offer_items(
    const Intake& intake,
    const Id<promise::Promise>& id,
    const std::optional<std::string>& touchpoint_id,
    const db::Change& by
) {
    const auto directory = intake.catalogue.directory();
    const std::string touchpoint = key_of_touchpoint(*directory, touchpoint_id);
    const auto ids = fresh_ids(intake);
    PromiseItems out;
    intake.database.write([&](db::Tx& tx) {
        const auto before = db::load(tx, id);
        auto after = before;
        out.items = promise::items_of(before, touchpoint, directory->firm.language, find_in(tx));
        for (std::size_t i = 0; i < out.items.size(); ++i) {
            add_new(tx, out.items[i], ids.at(i), by);
            bind(after, out.items[i]);
        }
        if (!(after == before)) {
            db::change(tx, before, after, by);
        }
        out.promise = after;
    });
    intake.catalogue.reload();
    return out;
}

StandardItem offer_item(
    const Intake& intake, const Id<promise::Standard>& id, const db::Change& by
) {
    const auto directory = intake.catalogue.directory();
    const auto ids = fresh_ids(intake);
    StandardItem out;
    intake.database.write([&](db::Tx& tx) {
        const auto before = db::load(tx, id);
        auto after = before;
        const auto own = before.metric_id ? db::find(tx, *before.metric_id) : std::nullopt;
        const std::string touchpoint =
            before.touchpoint_id ? key_of_touchpoint(*directory, before.touchpoint_id->text()) : "";
        out.item = promise::item_of(before, own, touchpoint, directory->firm.language, find_in(tx));
        add_new(tx, out.item, ids.front(), by);
        after.metric_id = out.item.metric.id;
        if (!(after == before)) {
            db::change(tx, before, after, by);
        }
        out.standard = after;
    });
    intake.catalogue.reload();
    return out;
}

}  // namespace styk::story

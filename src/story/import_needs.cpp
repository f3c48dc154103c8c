#include "story/import_needs.h"

#include "customer/event_store.h"

namespace styk::story {

namespace {

template <class T>
T make(const Intake& intake, const std::string& key, const std::string& name) {
    T one;
    one.id.uuid = make_uuid_v7(intake.clock, intake.random);
    one.key = key;
    one.name = name;
    return one;
}

firm::AttributeOf of(feedback::ImportKind kind) {
    return kind == feedback::ImportKind::customers ? firm::AttributeOf::customer
           : kind == feedback::ImportKind::events  ? firm::AttributeOf::event
                                                   : firm::AttributeOf::feedback;
}

// Touchpoints stand in the order of their columns, behind those there are.
std::vector<journey::Touchpoint> make_touchpoints(
    const Intake& intake,
    const feedback::Directory& directory,
    const feedback::ImportMap& map,
    feedback::Needs::Keyed needed
) {
    std::vector<journey::Touchpoint> made;
    const auto take = [&](const std::string& key, const std::string& name) {
        made.push_back(make<journey::Touchpoint>(intake, key, name));
        made.back().position =
            static_cast<std::int64_t>(directory.touchpoints.all().size() + made.size());
    };
    for (const auto& rating : map.ratings) {
        if (rating.touchpoint) {
            if (const auto node = needed.extract(*rating.touchpoint)) {
                take(node.key(), node.mapped());
            }
        }
    }
    for (const auto& [key, name] : needed) {
        take(key, name);
    }
    return made;
}

}  // namespace

NewSetup make_setup(
    const Intake& intake,
    const feedback::Directory& directory,
    feedback::ImportKind kind,
    const feedback::ImportMap& map,
    const feedback::Needs& needs
) {
    NewSetup setup;
    setup.touchpoints = make_touchpoints(intake, directory, map, needs.touchpoints);
    for (const auto& [key, name] : needs.locations) {
        setup.locations.push_back(make<firm::Location>(intake, key, name));
    }
    for (const auto& [key, name] : needs.brands) {
        setup.brands.push_back(make<firm::Brand>(intake, key, name));
    }
    for (const auto& [key, name] : needs.attributes) {
        setup.attributes.push_back(make<firm::Attribute>(intake, key, name));
        setup.attributes.back().of = of(kind);
    }
    return setup;
}

void add_setup(db::Tx& tx, NewSetup setup, const db::Change& by) {
    const auto add_all = [&](auto& records) {
        for (auto& one : records) {
            db::add(tx, one, by);
        }
    };
    add_all(setup.touchpoints);
    add_all(setup.locations);
    add_all(setup.brands);
    add_all(setup.attributes);
    if (!setup.touchpoints.empty()) {
        customer::bind_events(tx);
    }
}

}  // namespace styk::story

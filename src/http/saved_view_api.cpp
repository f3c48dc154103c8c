#include "http/saved_view_api.h"

#include "http/record_api.h"
#include "insight/saved_view.h"

namespace styk::http {

namespace {

using insight::SavedView;

// What a program saved belongs to no user, so to every program.
bool is_own(const people::Actor& actor, const SavedView& view) {
    return actor.kind == people::Actor::Kind::system || view.user_id == actor.user;
}

}  // namespace

void add_saved_view_routes(Router& router, House& house) {
    RecordRules<SavedView> rules;
    rules.fill = [](const Call& call, SavedView& view) { view.user_id = call.actor.user; };
    rules.visible = [](const people::Actor& actor, const SavedView& view) {
        return view.shared || is_own(actor, view);
    };
    rules.writable = [](const Call& call, const SavedView& view) {
        return is_own(call.actor, view);
    };
    add_record_routes<SavedView>(router, {house.database, house.clock, house.random}, rules);
}

}  // namespace styk::http

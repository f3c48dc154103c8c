#include "http/saved_view_api.h"

#include "http/record_api.h"
#include "insight/saved_view.h"

namespace styk::http {

namespace {

using insight::SavedView;

bool is_own(const Call& call, const SavedView& view) {
    return call.actor.kind != people::Actor::Kind::user || view.user_id == call.actor.user;
}

}  // namespace

void add_saved_view_routes(Router& router, House& house) {
    RecordRules<SavedView> rules;
    rules.fill = [](const Call& call, SavedView& view) { view.user_id = call.actor.user; };
    rules.visible = [](const Call& call, const SavedView& view) { return view.shared || is_own(call, view); };
    rules.writable = is_own;
    add_record_routes<SavedView>(router, {house.database, house.clock, house.random}, rules);
}

}  // namespace styk::http

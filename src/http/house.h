// What the doors may use: built once by main, in order, never copied.
#pragma once

#include <string>

#include "base/clock.h"
#include "db/database.h"
#include "feedback/term_store.h"
#include "http/router.h"
#include "insight/engine.h"
#include "people/authenticate.h"
#include "people/login_guard.h"
#include "people/safe.h"
#include "story/catalogue.h"
#include "story/follower.h"
#include "story/receive_feedback.h"

namespace styk::net {
class Broadcast;
class Server;
}  // namespace styk::net

namespace styk::story {
class Postman;
}

namespace styk::http {

struct House {
    db::Database& database;
    const Clock& clock;
    Random& random;
    people::Authenticator& authenticator;
    people::LoginGuard& login_guard;
    story::Catalogue& catalogue;  // metrics, touchpoints, locations … as a door or story needs them
    story::Follower& follower;    // keeps the cube current
    feedback::Terms& terms;
    const insight::Engine& engine;
    net::Broadcast& broadcast;
    people::Safe& safe;               // seals what must be read again: passwords of other servers
    story::Postman& postman;          // sends mail
    std::string respond_script = {};  // the path of the respondents' script; empty: none was built

    // After a change of setup records: this process sees it at once, others within a second.
    void catalogue_changed() const { catalogue.reload(); }

    [[nodiscard]] story::Intake intake() const {
        return {database, catalogue, terms, clock, random};
    }
};

// A handler that works in this house, as the router keeps it. The house outlives it.
[[nodiscard]] inline Handler with(House& house, Answer (*handler)(House&, const Call&)) {
    return [&house, handler](const Call& call) { return handler(house, call); };
}

}  // namespace styk::http

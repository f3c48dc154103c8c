// A firm whose feedback is counted, as a server has it: for tests from a draft to a figure.
#pragma once

#include "feedback/feedback_store.h"
#include "insight/cube_engine.h"
#include "people/safe.h"
#include "story/follower.h"
#include "story/receive_feedback.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"

namespace styk::story {

// The follower waits to be started. A failure of it fails the test.
class CountedFirmTest : public test::BothDatabases {
protected:
    static constexpr std::chrono::seconds patience{30};

    void SetUp() override {
        test::found_firm(database(), clock, random);
        catalogue.reload();
    }

    test::FixedClock clock;
    SystemRandom random;
    people::Safe safe{temporary().folder() / "styk.key", "", random};
    Catalogue catalogue{database(), &test::text_reader(), &safe};
    feedback::Terms terms{database()};
    Follower follower{
        database(),
        catalogue,
        {[](std::int64_t) {}, [](const std::string& why) { ADD_FAILURE() << why; }}
    };
    insight::CubeEngine engine{
        [this] { return follower.cube(); },
        terms,
        [this](const feedback::Filter& filter) {
            return database().read([&](db::Reader& reader) {
                return feedback::list_seqs(reader, filter);
            });
        },
        2
    };
    Intake intake{database(), catalogue, terms, clock, random};
    db::Change by{{"system", "", "test"}, clock.now()};
};

}  // namespace styk::story

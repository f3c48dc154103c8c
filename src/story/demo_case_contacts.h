// The demo's guests who complained: how often each called afterwards, and the messages that tell
// them where their complaint stands, which the firm began to send a while ago. Since then fewer
// call.
#pragma once

#include <string_view>
#include <vector>

#include "casework/case.h"
#include "demo/year.h"
#include "feedback/directory.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct DemoComplaint {
    const casework::Case* one;
    const std::vector<casework::Step>* log;
    std::size_t number;  // of the complaints, from the oldest on
};

void write_demo_contacts(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    const DemoComplaint& complaint,
    Instant now
);

}  // namespace styk::story

// Tells those outside who asked for it: programs by webhooks, people in chats. What is announced
// goes into the transaction that causes it, so that it is told when that is kept, and only then.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "db/reader.h"

namespace styk::story {

struct Announcement {
    std::string_view type;  // one of firm::event_names()
    std::string id;         // a UUID, the same whenever the transaction is repeated
    std::string subject;    // id of the feedback, case or alert it speaks of
    Instant at;
    std::function<std::string()> data;  // a JSON object; asked only when somebody listens
};

// Who listens to which events now: read once a transaction that announces many.
class Listeners {
public:
    explicit Listeners(db::Reader& reader);

    [[nodiscard]] bool anybody_for(std::string_view type) const;

private:
    std::string events_;
};

void announce(db::Tx& tx, const Listeners& listeners, const Announcement& what);
void announce(db::Tx& tx, const Announcement& what);

}  // namespace styk::story

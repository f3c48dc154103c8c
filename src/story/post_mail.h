// The outbox: a mail is put into the transaction that causes it, and a job sends it afterwards
// (send_mail.h). What is rolled back sends nothing; what is committed is sent, however often the
// server stops in between.
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "courier/message.h"
#include "db/reader.h"

namespace styk::story {

struct Mail {
    std::string to, to_name;  // address; the name may be empty
    std::string subject;
    std::string text, html;  // html may be empty
    std::vector<courier::Attachment> attachments{};
    std::string unsubscribe{};  // https address that a POST unsubscribes at; or empty
    Uuid id{};                  // make_uuid_v7, before the transaction, which draws none
};

// Without mail settings it waits until there are some. Throws Fault when `id` was not set.
void post_mail(db::Tx& tx, const Mail& mail, Instant now);

}  // namespace styk::story

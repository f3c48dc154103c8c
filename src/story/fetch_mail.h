// Reads the firm's mailbox by IMAP and takes what is new in it, mail by mail. How far it got is
// written in the transaction that keeps the mail: none is lost, none counts twice.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "people/safe.h"
#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view fetch_mail_work = "fetch_mail";

// One waiting piece of work is enough; `mine`: the position of the one that asks (0: none).
void ask_fetch_mail(db::Tx& tx, Instant due, Instant now, std::int64_t mine = 0);

struct Mailroom {
    const Intake& intake;
    const people::Safe& safe;
    std::filesystem::path certificates;  // of authorities (PEM); empty: the system's
};

// Is there more to be fetched? Nothing happens without settings. What went wrong stands with the
// mark (firm/incoming_mail_store.h), for the one who set it up.
[[nodiscard]] bool fetch_mail(const Mailroom& room, const std::function<bool()>& go_on);

}  // namespace styk::story

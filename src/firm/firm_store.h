// The one firm record, and what a new database starts with.
#pragma once

#include <vector>

#include "base/clock.h"
#include "db/record_store.h"
#include "firm/channel.h"
#include "firm/firm.h"

namespace styk::firm {

// What a new database gets. Made before the transaction, since a transaction draws no ids.
struct FirstFirm {
    Firm firm;
    std::vector<Channel> channels;
};

[[nodiscard]] FirstFirm make_first_firm(const Clock& clock, Random& random);

// Adds the firm and its channels unless there is a firm already.
void ensure_firm(db::Tx& tx, const FirstFirm& first, const db::Change& by);

[[nodiscard]] Firm load_firm(db::Reader& reader);

// Throws Refusal{invalid} when the rules of check() are broken, {stale} when `before` is no longer
// what is stored.
void change_firm(db::Tx& tx, const Firm& before, Firm& after, const db::Change& by);

}  // namespace styk::firm

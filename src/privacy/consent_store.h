// Who agreed to what, for whoever asks people.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/record_store.h"
#include "privacy/consent.h"
#include "privacy/settings.h"

namespace styk::privacy {

[[nodiscard]] Settings load_settings(db::Reader& reader);
[[nodiscard]] Settings load_settings_to_change(db::Tx& tx);
void change_settings(
    db::Tx& tx,
    const Settings& before,
    Settings& after,
    const Id<Settings>& fresh,
    const db::Change& by
);

// The newest word of each of these customers on a purpose; who said nothing is not in it.
[[nodiscard]] std::map<std::string, ConsentState> find_consents(
    db::Reader& reader, const std::string& purpose, const std::vector<std::string>& customers
);

// Throws Refusal{invalid} when there is no such customer, or the day lies ahead.
void check_consent(db::Reader& reader, const Consent& consent, Instant now);

}  // namespace styk::privacy

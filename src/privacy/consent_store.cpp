#include "privacy/consent_store.h"

#include "customer/customer.h"
#include "db/single_record.h"
#include "record/convert.h"
#include "survey/bulk_store.h"

namespace styk::privacy {

Settings load_settings(db::Reader& reader) {
    return db::load_single<Settings>(reader);
}

Settings load_settings_to_change(db::Tx& tx) {
    return db::load_single_to_change<Settings>(tx);
}

void change_settings(
    db::Tx& tx,
    const Settings& before,
    Settings& after,
    const Id<Settings>& fresh,
    const db::Change& by
) {
    db::change_single(tx, before, after, fresh, by);
}

std::map<std::string, ConsentState> find_consents(
    db::Reader& reader, const std::string& purpose, const std::vector<std::string>& customers
) {
    std::map<std::string, ConsentState> out;
    std::vector<db::Param> params{std::string_view(purpose)};
    const survey::InList list(reader, customers, params);
    reader.query_params(
        "SELECT customer_id, state FROM consent WHERE purpose = $1 AND customer_id IN " +
            list.sql() + " ORDER BY at, created_at, id",
        params,
        [&](const db::Row& row) {
            out[row.string(0)] = record::choice_of<ConsentState>(row.text(1)).value();
        }
    );
    return out;
}

void check_consent(db::Reader& reader, const Consent& consent, Instant now) {
    Problems problems;
    if (!db::find(reader, consent.customer_id)) {
        problems.push_back({"/customer_id", "there is no such customer"});
    }
    if (consent.at > now + std::chrono::minutes(5)) {
        problems.push_back({"/at", "must not lie ahead"});
    }
    refuse_if(std::move(problems));
}

}  // namespace styk::privacy

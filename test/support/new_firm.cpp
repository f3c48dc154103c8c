#include "support/new_firm.h"

#include "db/record_store.h"
#include "feedback/topic_store.h"
#include "firm/firm_store.h"
#include "firm/mail_settings_store.h"
#include "metric/metric_store.h"
#include "support/sample_firm.h"

namespace styk::test {

const text::Reader& text_reader() {
    static const text::Reader built_in(text::built_in_models());
    return built_in;
}

void begin_firm(db::Database& database, const Clock& clock, Random& random) {
    const auto first = firm::make_first_firm(clock, random);
    const auto metrics = metric::make_first_metrics(clock, random);
    const auto topics = feedback::make_first_topics(clock, random);
    const Id<firm::MailSettings> mail{make_uuid_v7(clock, random)};
    const db::Change by{{"system", "", "test"}, clock.now()};
    database.write([&](db::Tx& tx) {
        firm::ensure_firm(tx, first, by);
        metric::ensure_metrics(tx, metrics, by);
        feedback::ensure_topics(tx, topics, by);
        firm::ensure_mail_settings(tx, mail, by);
    });
}

void found_firm(db::Database& database, const Clock& clock, Random& random) {
    begin_firm(database, clock, random);
    const auto sample = sample_directory();
    const db::Change by{{"system", "", "test"}, clock.now()};
    const auto add_all = [&](db::Tx& tx, const auto& records) {
        for (auto record : records.all()) {
            db::add(tx, record, by);
        }
    };
    database.write([&](db::Tx& tx) {
        add_all(tx, sample->departments);
        add_all(tx, sample->locations);
        add_all(tx, sample->stages);
        add_all(tx, sample->touchpoints);
        add_all(tx, sample->attributes);
    });
}

}  // namespace styk::test

// Every described record against the table that the migrations made: the same columns, of a type
// that holds the field, and null allowed where the field may be null.
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "casework/case_rule.h"
#include "casework/case_settings.h"
#include "casework/desk.h"
#include "casework/lesson.h"
#include "casework/reply_template.h"
#include "customer/contact_rules.h"
#include "customer/customer.h"
#include "db/record_store.h"
#include "feedback/import.h"
#include "feedback/need.h"
#include "feedback/topic.h"
#include "firm/attribute.h"
#include "firm/brand.h"
#include "firm/channel.h"
#include "firm/firm.h"
#include "firm/holiday.h"
#include "firm/hook_in.h"
#include "firm/incoming_mail.h"
#include "firm/location.h"
#include "firm/mail_settings.h"
#include "firm/webhook.h"
#include "insight/alert.h"
#include "insight/board.h"
#include "insight/indicator.h"
#include "insight/mark.h"
#include "insight/research_note.h"
#include "insight/saved_view.h"
#include "insight/series.h"
#include "journey/journey.h"
#include "journey/persona.h"
#include "journey/stage.h"
#include "journey/touchpoint.h"
#include "metric/benchmark.h"
#include "metric/metric.h"
#include "people/api_token.h"
#include "people/department.h"
#include "people/log_in_settings.h"
#include "people/user.h"
#include "privacy/consent.h"
#include "privacy/settings.h"
#include "programme/initiative.h"
#include "promise/designed_experience.h"
#include "promise/launch.h"
#include "promise/market_move.h"
#include "promise/promise.h"
#include "promise/standard.h"
#include "support/databases.h"
#include "survey/campaign.h"
#include "survey/contact_frequency.h"
#include "survey/gateway.h"
#include "survey/link.h"
#include "survey/suppression.h"
#include "survey/survey.h"

namespace styk {
namespace {

// BIGINT, DOUBLE PRECISION or TEXT, however the database calls it.
enum class Family { integer, real, text, other };

struct Column {
    Family family;
    bool nullable;

    friend bool operator==(const Column&, const Column&) = default;
};

using Columns = std::map<std::string, Column>;

Family family_of(std::string name) {
    for (char& c : name) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name == "bigint"             ? Family::integer
           : name == "double precision" ? Family::real
           : name == "text"             ? Family::text
                                        : Family::other;
}

Family family_of(record::Kind kind) {
    switch (kind) {
        case record::Kind::integer:
        case record::Kind::flag:
        case record::Kind::instant:
            return Family::integer;
        case record::Kind::real:
            return Family::real;
        default:
            return Family::text;
    }
}

constexpr std::string_view columns_in_sqlite =
    "SELECT name, type, \"notnull\" FROM pragma_table_info($1)";
constexpr std::string_view columns_in_postgresql =
    "SELECT column_name::text, data_type::text, CASE is_nullable WHEN 'NO' THEN 1::bigint ELSE 0 "
    "END "
    "FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1";

Columns columns_of_table(db::Database& database, std::string_view table) {
    Columns columns;
    const auto sql =
        database.dialect() == db::Dialect::sqlite ? columns_in_sqlite : columns_in_postgresql;
    database.read([&](db::Reader& reader) {
        reader.query(
            sql,
            [&](const db::Row& row) {
                columns.emplace(
                    row.string(0), Column{family_of(row.string(1)), row.integer(2) == 0}
                );
            },
            table
        );
    });
    return columns;
}

Columns columns_of_shape(const record::Shape& shape) {
    Columns columns{{"search", {Family::text, false}}};
    for (const record::Field& field : shape.fields) {
        columns.emplace(field.name, Column{family_of(field.kind), field.nullable});
    }
    return columns;
}

// One a line, so that many hands can add to it.
// clang-format off
std::vector<const record::Shape*> all_shapes() {
    return {
        &record::shape_of<casework::Absence>(),
        &record::shape_of<casework::CaseRule>(),
        &record::shape_of<casework::CaseSettings>(),
        &record::shape_of<casework::Cause>(),
        &record::shape_of<casework::Finding>(),
        &record::shape_of<casework::Practice>(),
        &record::shape_of<casework::ReplyTemplate>(),
        &record::shape_of<casework::WorkCalendar>(),
        &record::shape_of<customer::ContactRules>(),
        &record::shape_of<customer::Customer>(),
        &record::shape_of<feedback::Emotion>(),
        &record::shape_of<feedback::Import>(),
        &record::shape_of<feedback::Topic>(),
        &record::shape_of<feedback::Need>(),
        &record::shape_of<firm::Attribute>(),
        &record::shape_of<firm::Brand>(),
        &record::shape_of<firm::Channel>(),
        &record::shape_of<firm::Firm>(),
        &record::shape_of<firm::Location>(),
        &record::shape_of<firm::MailSettings>(),
        &record::shape_of<firm::Webhook>(),
        &record::shape_of<firm::ChatHook>(),
        &record::shape_of<firm::HookIn>(),
        &record::shape_of<firm::IncomingMailSettings>(),
        &record::shape_of<firm::Holiday>(),
        &record::shape_of<insight::Alert>(),
        &record::shape_of<insight::Board>(),
        &record::shape_of<insight::Indicator>(),
        &record::shape_of<insight::Mark>(),
        &record::shape_of<insight::ResearchNote>(),
        &record::shape_of<insight::SavedView>(),
        &record::shape_of<insight::Series>(),
        &record::shape_of<journey::Journey>(),
        &record::shape_of<journey::Persona>(),
        &record::shape_of<journey::Stage>(),
        &record::shape_of<journey::Touchpoint>(),
        &record::shape_of<metric::Benchmark>(),
        &record::shape_of<metric::Metric>(),
        &record::shape_of<people::ApiToken>(),
        &record::shape_of<people::Department>(),
        &record::shape_of<people::LogInSettings>(),
        &record::shape_of<people::User>(),
        &record::shape_of<programme::Initiative>(),
        &record::shape_of<promise::DesignedExperience>(),
        &record::shape_of<promise::MarketMove>(),
        &record::shape_of<promise::Promise>(),
        &record::shape_of<promise::PromiseCampaign>(),
        &record::shape_of<promise::Standard>(),
        &record::shape_of<survey::Campaign>(),
        &record::shape_of<survey::ContactFrequency>(),
        &record::shape_of<privacy::Consent>(),
        &record::shape_of<privacy::Settings>(),
        &record::shape_of<survey::Gateway>(),
        &record::shape_of<survey::Link>(),
        &record::shape_of<survey::Suppression>(),
        &record::shape_of<survey::Survey>(),
    };
}

// clang-format on

std::set<std::string> names(const Columns& columns) {
    std::set<std::string> out;
    for (const auto& [name, column] : columns) {
        out.insert(name);
    }
    return out;
}

class RecordColumns : public test::BothDatabases {};

STYK_ON_BOTH_DATABASES(RecordColumns);

TEST_P(RecordColumns, are_those_of_the_description) {
    for (const record::Shape* shape : all_shapes()) {
        const Columns table = columns_of_table(database(), shape->table);
        const Columns described = columns_of_shape(*shape);
        EXPECT_EQ(names(table), names(described)) << shape->table;
        for (const auto& [name, column] : described) {
            const auto found = table.find(name);
            EXPECT_TRUE(found != table.end() && found->second == column)
                << shape->table << "." << name << " is of another type or nullability";
        }
    }
}

// A table with a column `search` is that of a described record: none may be forgotten above.
TEST_P(RecordColumns, every_table_of_records_is_described) {
    std::set<std::string> described;
    for (const record::Shape* shape : all_shapes()) {
        described.emplace(shape->table);
    }
    const auto sql = database().dialect() == db::Dialect::sqlite
                         ? "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
                           "WHERE m.type = 'table' AND c.name = 'search'"
                         : "SELECT table_name::text FROM information_schema.columns "
                           "WHERE table_schema = current_schema() AND column_name = 'search'";
    std::set<std::string> tables;
    database().read([&](db::Reader& reader) {
        reader.query(sql, [&](const db::Row& row) { tables.insert(row.string(0)); });
    });
    for (const std::string& table : tables) {
        EXPECT_TRUE(described.contains(table)) << table << " is missing in all_shapes()";
    }
    EXPECT_GE(tables.size(), described.size());
}

}  // namespace
}  // namespace styk

#include "privacy/register.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>

#include "privacy/table_store.h"
#include "support/databases.h"

namespace styk::privacy {
namespace {

class RegisterTest : public test::BothDatabases {
protected:
    std::vector<std::string> tables() {
        return database().read([](db::Reader& reader) { return list_tables(reader); });
    }

    std::set<std::string> columns(std::string_view table) {
        std::set<std::string> out;
        database().read([&](db::Reader& reader) {
            for (const auto& one : columns_of(reader, table)) {
                out.insert(one.name);
            }
        });
        return out;
    }
};

STYK_ON_BOTH_DATABASES(RegisterTest);

constexpr Subject subjects[] = {Subject::customer, Subject::user};

// How a table is named: as a part of somebody, as a carrier, or as saying nothing of anybody.
struct Named {
    bool part = false, carrier = false, impersonal = false;
};

std::map<std::string, Named, std::less<>> all_named() {
    std::map<std::string, Named, std::less<>> out;
    for (const auto subject : subjects) {
        for (const Part& one : parts_of(subject)) {
            out[std::string(one.table)].part = true;
        }
    }
    for (const Carrier& one : carriers()) {
        out[std::string(one.table)].carrier = true;
    }
    for (const auto one : impersonal_tables()) {
        out[std::string(one)].impersonal = true;
    }
    return out;
}

TEST_P(RegisterTest, names_every_table_of_the_database) {
    const auto named = all_named();
    EXPECT_GT(tables().size(), 100U);
    for (const auto& table : tables()) {
        const auto found = named.find(table);
        ASSERT_NE(found, named.end())
            << table << " is a new table: say in privacy/register.cpp what it holds of a person";
        EXPECT_NE(found->second.impersonal, found->second.part || found->second.carrier) << table;
    }
}

TEST_P(RegisterTest, names_only_columns_that_are_there) {
    for (const auto subject : subjects) {
        for (const Part& part : parts_of(subject)) {
            const auto there = columns(part.table);
            for (const Link& link : part.links) {
                EXPECT_TRUE(link.column.empty() || there.contains(std::string(link.column)))
                    << part.table << "." << link.column;
            }
        }
    }
    for (const Carrier& carrier : carriers()) {
        const auto there = columns(carrier.table);
        for (const auto column : carrier.columns) {
            EXPECT_TRUE(column.empty() || there.contains(std::string(column)))
                << carrier.table << "." << column;
        }
    }
}

bool links_by(Subject subject, const std::string& table, const std::string& column) {
    return std::ranges::any_of(parts_of(subject), [&](const Part& part) {
        return part.table == table && std::ranges::any_of(part.links, [&](const Link& link) {
                   return link.column == column;
               });
    });
}

bool is_part(Subject subject, const std::string& table) {
    return std::ranges::any_of(parts_of(subject), [&](const Part& part) {
        return part.table == table;
    });
}

// Columns of a table that is found by something better: by the case, the invitation …
bool is_found_otherwise(const std::string& table, const std::string& column) {
    static const std::set<std::string> others{
        "response.customer_id",       // by the ids of responses
        "feedback.customer_id",       // by the ids of feedback
        "customer_case.customer_id",  // by the ids of cases
        "case_message.sender",
        "case_message.recipient",  // by the case
        "case_message.sender_name",
        "outgoing_mail.recipient_name",
        "customer.email",
        "customer.phone",  // the row itself
        "person.email"
    };
    return others.contains(table + "." + column);
}

// The firm's own addresses, and words that only sound like a person's.
bool is_the_firms(const std::string& table, const std::string& column) {
    static const std::set<std::string> own{
        "firm.customers_min",
        "mail_settings.from_address",
        "mail_settings.bounce_address",
        "incoming_mail_settings.address",
        "incoming_mail_settings.tagged_addresses",
        "case_settings.thank_customers",
        "privacy_settings.customers_days"
    };
    return own.contains(table + "." + column);
}

TEST_P(RegisterTest, finds_rows_by_every_column_that_leads_to_a_customer) {
    int looked_at = 0;
    for (const auto& table : tables()) {
        for (const auto& column : columns(table)) {
            const bool personal = std::ranges::any_of(
                std::vector<std::string>{
                    "customer", "address", "email", "phone", "sender", "recipient"
                },
                [&](const std::string& word) { return column.find(word) != std::string::npos; }
            );
            // "recipients" of staff stand in lists, which the carriers strike out.
            if (!personal || column == "recipients" || is_the_firms(table, column)) {
                continue;
            }
            ++looked_at;
            EXPECT_TRUE(
                links_by(Subject::customer, table, column) ||
                (is_part(Subject::customer, table) && is_found_otherwise(table, column)) ||
                (table == "person" && is_found_otherwise(table, column))
            ) << table
              << "." << column << " leads to a person: privacy/register.cpp must know it";
        }
    }
    EXPECT_GT(looked_at, 15);
}

TEST_P(RegisterTest, finds_rows_by_every_column_that_leads_to_a_user) {
    for (const auto& table : tables()) {
        for (const auto& column : columns(table)) {
            if (column == "user_id" || column == "actor_id" || column == "owner_id" ||
                (column == "by_id" && columns(table).contains("by_name"))) {
                EXPECT_TRUE(links_by(Subject::user, table, column)) << table << "." << column;
            }
        }
    }
}

}  // namespace
}  // namespace styk::privacy

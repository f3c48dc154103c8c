#include "customer/contact_store.h"

#include <fmt/format.h>

#include "customer/where_store.h"
#include "db/single_record.h"

namespace styk::customer {

namespace {

constexpr std::string_view select_contact_event =
    "SELECT e.type, e.key, e.case_key, e.customer_id, e.touchpoint, e.channel, c.location_id, "
    "c.segment, c.lifecycle, e.attributes, e.occurred_at, e.duration_s "
    "FROM event e LEFT JOIN customer c ON c.id = e.customer_id";

std::string_view column_of(ContactField field) {
    switch (field) {
        case ContactField::touchpoint:
            return "e.touchpoint";
        case ContactField::channel:
            return "e.channel";
        case ContactField::lifecycle:
            return "c.lifecycle";
        case ContactField::segment:
            return "c.segment";
        case ContactField::location:
            return "c.location_id";
        case ContactField::customer:
            break;
    }
    return "c.key";
}

std::string_view text_of(const db::Row& row, int column) {
    return row.is_null(column) ? std::string_view() : row.text(column);
}

}  // namespace

void require(Where& where, const ContactClause& clause) {
    const auto column = column_of(clause.field);
    if (clause.field != ContactField::customer) {
        clause.negated ? where.none_of(column, clause.values) : where.one_of(column, clause.values);
        return;
    }
    std::string marks;
    for (const std::string& value : clause.values) {
        marks +=
            fmt::format("{}${}", marks.empty() ? "" : ", ", where.bind(std::string_view(value)));
    }
    const auto any = fmt::format("(c.key IN ({0}) OR c.id IN ({0}))", marks);
    where.require(clause.negated ? fmt::format("NOT COALESCE({}, 1 = 0)", any) : any);
}

ContactRules load_contact_rules(db::Reader& reader) {
    return db::load_single<ContactRules>(reader);
}

ContactRules load_contact_rules_to_change(db::Tx& tx) {
    return db::load_single_to_change<ContactRules>(tx);
}

void change_contact_rules(
    db::Tx& tx,
    const ContactRules& before,
    ContactRules& after,
    const Id<ContactRules>& fresh,
    const db::Change& by
) {
    refuse_if(check(after));
    db::change_single(tx, before, after, fresh, by);
}

void each_contact_event(
    db::Reader& reader,
    const ContactQuery& query,
    const std::function<void(const ContactEvent&)>& visit
) {
    Where where;
    where.one_of("e.type", query.types);
    where.require(fmt::format("e.occurred_at >= ${}", where.bind(query.from.us)));
    where.require(fmt::format("e.occurred_at < ${}", where.bind(query.to.us)));
    for (const auto& clause : query.clauses) {
        require(where, clause);
    }
    const auto sql =
        fmt::format("{}{} ORDER BY e.occurred_at, e.seq", select_contact_event, where.text());
    reader.stream_params(sql, where.params(), [&](const db::Row& row) {
        ContactEvent event;
        std::string_view* const texts[] = {
            &event.type,
            &event.key,
            &event.case_key,
            &event.customer_id,
            &event.touchpoint,
            &event.channel,
            &event.location_id,
            &event.segment,
            &event.lifecycle,
            &event.attributes
        };
        int column = 0;
        for (auto* text : texts) {
            *text = text_of(row, column++);
        }
        event.occurred_at = {row.integer(column)};
        if (!row.is_null(column + 1)) {
            event.duration_s = row.real(column + 1);
        }
        visit(event);
    });
}

}  // namespace styk::customer

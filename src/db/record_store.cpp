#include "db/record_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "record/wire.h"

namespace styk::db {

namespace {

using record::Field;
using record::Kind;
using record::Shape;
using record::Value;

std::string columns_of(const Shape& shape) {
    std::string out;
    for (const Field& field : shape.fields) {
        out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", field.name);
    }
    return out;
}

Value read_column(const Field& field, const Row& row, int column) {
    if (row.is_null(column)) {
        return {};
    }
    switch (field.kind) {
        case Kind::integer:
        case Kind::flag:
        case Kind::instant:
            return row.integer(column);
        case Kind::real:
            return row.real(column);
        default:
            return row.string(column);
    }
}

std::vector<Value> values_of(const Shape& shape, const void* record) {
    std::vector<Value> values;
    values.reserve(shape.fields.size());
    for (const Field& field : shape.fields) {
        values.push_back(field.get(record));
    }
    return values;
}

std::vector<Param> params_of(const std::vector<Value>& values) {
    std::vector<Param> params;
    params.reserve(values.size() + 4);
    for (const Value& value : values) {
        params.push_back(to_param(value));
    }
    return params;
}

std::string search_text(const Shape& shape, const void* record) {
    std::string text;
    for (const Field& field : shape.fields) {
        if (!field.has(record::searchable)) {
            continue;
        }
        const Value value = field.get(record);
        if (const auto* words = std::get_if<std::string>(&value)) {
            text += *words + ' ';
        }
    }
    return fold_for_search(text);
}

std::string json_of(const Shape& shape, const void* record) {
    return json::write(record::to_json(shape, record));
}

std::string id_of(const Shape& shape, const void* record) {
    return std::get<std::string>(shape.fields.front().get(record));
}

// Which unique field the new values collide in, so that the answer can name it.
void refuse_taken(Tx& tx, const Shape& shape, const void* record) {
    Problems problems;
    for (const Field& field : shape.fields) {
        const Value value = field.get(record);
        if (!field.has(record::unique) || record::is_null(value)) {
            continue;
        }
        const auto sql = fmt::format(
            "SELECT 1 FROM \"{}\" WHERE \"{}\" = $1 AND id <> $2", shape.table, field.name
        );
        if (tx.find_integer(sql, to_param(value), id_of(shape, record))) {
            problems.push_back({"/" + std::string(field.name), "is taken already"});
        }
    }
    if (!problems.empty()) {
        throw Refusal(Code::conflict, "There is one like this already.", std::move(problems));
    }
}

// Collects SQL conditions and their parameters side by side.
class Where {
public:
    int bind(Value value) {
        values_.push_back(std::move(value));
        return static_cast<int>(values_.size());
    }

    void require(std::string_view condition) {
        text_ += text_.empty() ? " WHERE " : " AND ";
        text_ += condition;
    }

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] std::vector<Param> params() const { return params_of(values_); }

private:
    std::string text_;
    std::vector<Value> values_;
};

void narrow(Where& where, const record::Narrow& one) {
    std::string marks;
    for (const Value& value : one.any_of) {
        marks += fmt::format("{}${}", marks.empty() ? "" : ", ", where.bind(value));
    }
    where.require(fmt::format("\"{}\" IN ({})", one.field->name, marks));
}

void search(Where& where, const std::string& typed) {
    const std::string folded = fold_for_search(typed);
    if (folded.empty()) {
        return;
    }
    for (const std::string_view word : split(folded, ' ')) {
        where.require(fmt::format("search LIKE ${}", where.bind("%" + std::string(word) + "%")));
    }
}

// Keyset paging: the rows after (value, id). Nulls come last in a rising order and first in a
// falling one on neither database by itself, so they are put last by hand in both.
void go_on_after(Where& where, const record::ListQuery& query) {
    if (!query.after) {
        return;
    }
    const std::string column = fmt::format("\"{}\"", query.sort->name);
    const std::string_view beyond = query.falling ? "<" : ">";
    const int id = where.bind(query.after->id);
    if (record::is_null(query.after->sort_value)) {
        where.require(fmt::format("{} IS NULL AND id {} ${}", column, beyond, id));
        return;
    }
    const int value = where.bind(query.after->sort_value);
    where.require(fmt::format(
        "({0} {1} ${2} OR ({0} = ${2} AND id {1} ${3}) OR {0} IS NULL)", column, beyond, value, id
    ));
}

std::string order_of(const record::ListQuery& query) {
    const std::string_view way = query.falling ? "DESC" : "ASC";
    return fmt::format(
        " ORDER BY \"{0}\" {1} NULLS LAST, id {1} LIMIT {2}", query.sort->name, way, query.limit + 1
    );
}

}  // namespace

void audit(
    Tx& tx,
    const Change& change,
    std::string_view action,
    std::string_view kind,
    std::string_view record_id,
    const std::string& before,
    const std::string& after
) {
    const auto or_null = [](const std::string& text) {
        return text.empty() ? Param() : Param(std::string_view(text));
    };
    tx.run(
        "INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, kind, record_id, before, "
        "after) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        change.at.us,
        change.author.kind,
        or_null(change.author.id),
        change.author.name,
        action,
        kind,
        record_id,
        or_null(before),
        or_null(after)
    );
}

namespace erased {

std::string select_all(const Shape& shape) {
    return fmt::format("SELECT {} FROM \"{}\"", columns_of(shape), shape.table);
}

void read_row(const Shape& shape, const Row& row, void* record) {
    int column = 0;
    for (const Field& field : shape.fields) {
        if (!field.set(record, read_column(field, row, column))) {
            throw Fault(fmt::format("{}.{} holds a value of another type", shape.table, field.name)
            );
        }
        ++column;
    }
}

bool find(
    Reader& reader, const Shape& shape, std::string_view field, const Value& value, void* record
) {
    bool found = false;
    reader.query(
        fmt::format("{} WHERE \"{}\" = $1", select_all(shape), field),
        [&](const Row& row) {
            read_row(shape, row, record);
            found = true;
        },
        to_param(value)
    );
    return found;
}

void list(
    Reader& reader,
    const Shape& shape,
    const record::ListQuery& query,
    const std::function<void*()>& next
) {
    Where where;
    for (const auto& one : query.narrow) {
        narrow(where, one);
    }
    search(where, query.q);
    go_on_after(where, query);
    reader.query_params(
        select_all(shape) + where.text() + order_of(query),
        where.params(),
        [&](const Row& row) { read_row(shape, row, next()); }
    );
}

void add(Tx& tx, const Shape& shape, const void* record, const Change& change) {
    refuse_taken(tx, shape, record);
    std::string marks;
    for (std::size_t i = 1; i <= shape.fields.size(); ++i) {
        marks += fmt::format("${}, ", i);
    }
    const auto values = values_of(shape, record);
    const std::string search = search_text(shape, record);
    auto params = params_of(values);
    params.push_back(to_param(search));
    tx.run_params(
        fmt::format(
            "INSERT INTO \"{}\" ({}, search) VALUES ({}${})",
            shape.table,
            columns_of(shape),
            marks,
            params.size()
        ),
        params
    );
    audit(tx, change, "add", shape.table, id_of(shape, record), "", json_of(shape, record));
}

void change(
    Tx& tx, const Shape& shape, const void* before, const void* after, const Change& change
) {
    refuse_taken(tx, shape, after);
    std::string sets;
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        sets += fmt::format("\"{}\" = ${}, ", shape.fields[i].name, i + 1);
    }
    const auto values = values_of(shape, after);
    const std::string search = search_text(shape, after);
    const Value revision = shape.find("revision")->get(before);
    auto params = params_of(values);
    params.push_back(to_param(search));
    params.push_back(to_param(revision));
    const auto n = params.size();
    if (tx.run_params(
            fmt::format(
                "UPDATE \"{}\" SET {}search = ${} WHERE id = $1 AND revision = ${}",
                shape.table,
                sets,
                n - 1,
                n
            ),
            params
        ) != 1) {
        throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
    }
    audit(
        tx,
        change,
        "change",
        shape.table,
        id_of(shape, after),
        json_of(shape, before),
        json_of(shape, after)
    );
}

void remove(Tx& tx, const Shape& shape, const void* record, const Change& change) {
    const Value revision = shape.find("revision")->get(record);
    const auto id = id_of(shape, record);
    if (tx.run(
            fmt::format("DELETE FROM \"{}\" WHERE id = $1 AND revision = $2", shape.table),
            id,
            to_param(revision)
        ) != 1) {
        throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
    }
    audit(tx, change, "remove", shape.table, id, json_of(shape, record), "");
}

void refuse_absent(const Shape& shape) {
    throw Refusal(Code::not_found, fmt::format("There is no such {}.", shape.table));
}

}  // namespace erased

}  // namespace styk::db

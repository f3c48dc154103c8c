// Conditions over `customer_case k` that a question to the queue asks, for the lists, counts and
// figures of this room's stores.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casework/case_list_store.h"
#include "db/reader.h"

namespace styk::casework {

class CaseWhere {
public:
    explicit CaseWhere(db::Dialect dialect) : dialect_(dialect) {}

    // The number of the placeholder.
    int bind(record::Value value);

    void require(const std::string& condition);

    // "" stands for none.
    [[nodiscard]] std::string is_in(
        std::string_view column, const std::vector<std::string>& values
    );
    void choose(std::string_view column, const OrNot& wanted);
    void choose_number(std::string_view column, const OrNot& wanted);

    [[nodiscard]] db::Dialect dialect() const { return dialect_; }

    [[nodiscard]] const std::string& text() const { return text_; }  // "" or " WHERE …"

    // They look at what is bound here.
    [[nodiscard]] std::vector<db::Param> params() const;

private:
    db::Dialect dialect_;
    std::string text_;
    std::vector<record::Value> values_;
};

[[nodiscard]] CaseWhere where_of(const CaseQuery& query, db::Dialect dialect);

}  // namespace styk::casework

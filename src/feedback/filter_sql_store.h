// A Filter as SQL conditions over `feedback f`.
#pragma once

#include <string>
#include <vector>

#include "db/reader.h"
#include "feedback/filter.h"

namespace styk::feedback {

class Conditions {
public:
    explicit Conditions(db::Dialect dialect) : dialect_(dialect) {}

    void add(const Filter& filter);
    void require(const std::string& condition);

    // The number of the placeholder that stands for the value from now on.
    int bind(record::Value value);

    // Whether an SQL text is one of the values; "" among them stands for null.
    [[nodiscard]] std::string is_in(
        const std::string& column, const std::vector<std::string>& values
    );

    // The value of a declared attribute as the text that it is counted by; null where there is
    // none.
    [[nodiscard]] std::string attribute(const std::string& key);

    [[nodiscard]] db::Dialect dialect() const { return dialect_; }

    [[nodiscard]] const std::string& text() const { return text_; }  // "" or " WHERE …"

    [[nodiscard]] std::vector<db::Param> params() const;

private:
    void add(const Clause& clause);
    void add_rating(const Filter& filter);
    [[nodiscard]] std::string has_tag(const std::vector<std::string>& values);
    [[nodiscard]] std::string has_said(
        std::string_view what, const std::vector<std::string>& values
    );
    [[nodiscard]] std::string customer_in(const std::vector<std::string>& values);

    db::Dialect dialect_;
    std::string text_;
    std::vector<record::Value> values_;
};

}  // namespace styk::feedback

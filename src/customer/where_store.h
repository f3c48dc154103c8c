// Conditions over events and their customers (`event e LEFT JOIN customer c`), and what stands in
// their placeholders. Texts that are bound must outlive it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/reader.h"

namespace styk::customer {

class Where {
public:
    // The number of the placeholder.
    int bind(db::Param param);

    void require(const std::string& condition);

    // "" among the values stands for "has none".
    void one_of(std::string_view column, const std::vector<std::string>& values);
    void none_of(std::string_view column, const std::vector<std::string>& values);

    [[nodiscard]] const std::string& text() const { return text_; }  // "" or " WHERE …"

    [[nodiscard]] const std::vector<db::Param>& params() const { return params_; }

private:
    [[nodiscard]] std::string marks(const std::vector<std::string>& values);

    std::string text_;
    std::vector<db::Param> params_;
};

}  // namespace styk::customer

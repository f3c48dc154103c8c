// Looking through the texts in which anybody may have been quoted (register.h: carriers). Every row
// of their tables is read once.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/marks.h"
#include "privacy/trace_store.h"

namespace styk::privacy {

[[nodiscard]] std::vector<std::string_view> columns_in(const Carrier& carrier);

// Each text of that column in which one of the marks stands, with the place of the first.
void find_texts(
    db::Reader& reader,
    std::string_view table,
    std::string_view column,
    const Marks& marks,
    const std::function<void(std::string_view text, std::size_t at)>& visit
);

// Strikes out the marks and quotes of a person in every carrier; how many texts were changed.
std::int64_t strike_out(db::Tx& tx, const Traces& traces);

}  // namespace styk::privacy

#include "feedback/term_store.h"

#include <algorithm>

#include "db/commits.h"

namespace styk::feedback {

namespace {

constexpr std::string_view add_term =
    "INSERT INTO term (dimension, code, value) "
    "SELECT $1, COALESCE(MAX(code), 0) + 1, $2 FROM term WHERE dimension = $1 ON CONFLICT DO "
    "NOTHING";
constexpr std::string_view list_terms =
    "SELECT value, code FROM term WHERE dimension = $1 AND code > $2";

}  // namespace

std::optional<std::uint32_t> Terms::known(std::string_view dimension, std::string_view value)
    const {
    const std::shared_lock lock(mutex_);
    const auto codes = dimensions_.find(dimension);
    if (codes == dimensions_.end()) {
        return {};
    }
    const auto found = codes->second.find(value);
    return found == codes->second.end() ? std::nullopt : std::optional(found->second);
}

void Terms::refresh(std::string_view dimension) {
    std::vector<std::pair<std::string, std::uint32_t>> found;
    // Codes of one dimension have no gaps, so what is missing lies above the number of those known.
    std::int64_t seen = 0;
    {
        const std::shared_lock lock(mutex_);
        const auto codes = dimensions_.find(dimension);
        seen = codes == dimensions_.end() ? 0 : static_cast<std::int64_t>(codes->second.size());
    }
    database_.read([&](db::Reader& reader) {
        reader.query(
            list_terms,
            [&](const db::Row& row) {
                found.emplace_back(row.string(0), static_cast<std::uint32_t>(row.integer(1)));
            },
            dimension,
            seen
        );
    });
    const std::unique_lock lock(mutex_);
    auto& codes = dimensions_[std::string(dimension)];
    for (auto& [value, code] : found) {
        codes.emplace(std::move(value), code);
    }
}

std::optional<std::uint32_t> Terms::find_code(std::string_view dimension, std::string_view value) {
    if (value.empty()) {
        return 0;
    }
    auto code = known(dimension, value);
    if (!code) {
        refresh(dimension);
        code = known(dimension, value);
    }
    return code;
}

std::uint32_t Terms::code_of(std::string_view dimension, std::string_view value) {
    auto code = find_code(dimension, value);
    // Two processes may want the next number at once; the loser finds or makes the one after it.
    while (!code) {
        const db::AsideScope stays_anyway;
        database_.write([&](db::Tx& tx) { tx.run(add_term, dimension, value); });
        code = find_code(dimension, value);
    }
    return *code;
}

std::vector<std::string> Terms::values_of(std::string_view dimension) {
    refresh(dimension);
    const std::shared_lock lock(mutex_);
    const auto codes = dimensions_.find(dimension);
    std::vector<std::string> values(1);
    if (codes == dimensions_.end()) {
        return values;
    }
    for (const auto& [value, code] : codes->second) {
        values.resize(std::max<std::size_t>(values.size(), code + 1));
        values[code] = value;
    }
    return values;
}

}  // namespace styk::feedback

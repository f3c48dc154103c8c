// Rows of a file → what comes in, by the map. Rules are the same as for what is sent over the API:
// draft.h's, the customer's and the event's own.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "customer/event_json.h"
#include "customer/upsert.h"
#include "feedback/draft.h"
#include "feedback/import_map.h"
#include "feedback/written_moment.h"

namespace styk::feedback {

using Cells = std::span<const std::string_view>;

// What the map says is to be made before the first row is written: key → name.
struct Needs {
    using Keyed = std::map<std::string, std::string, std::less<>>;
    Keyed touchpoints, locations, brands, attributes;
};

inline constexpr std::size_t most_new_places =
    1000;  // of one kind; more means that the wrong column was chosen

// The setup as it will be once the map's touchpoints are made, so that rows can be checked before.
[[nodiscard]] Directory with_touchpoints(const Directory& directory, const Needs& needs);

// Touchpoints of ratings, and attributes that are dimensions: known from the map alone.
[[nodiscard]] Needs needs_of(const Directory& directory, const ImportMap& map);

// A cell as a message shows it: cut where it is long.
[[nodiscard]] std::string shown_cell(std::string_view text);

// Finds a record by key, id or name as people write it.
class Finder {
public:
    template <class T>
    explicit Finder(const Register<T>& all) {
        for (const T& one : all.all()) {
            keys_.emplace(one.key, one.key);
            keys_.emplace(one.id.text(), one.key);
        }
        for (const T& one : all.all()) {
            keys_.emplace(fold_for_search(one.name), one.key);
        }
    }

    // The key; nothing when there is none.
    [[nodiscard]] const std::string* find(std::string_view text);

private:
    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>
        keys_;  // also by folded name
};

// What rows of every kind have in common.
class RowReader {
public:
    RowReader(
        const Directory& directory, const ImportMap& map, const std::vector<std::string>& columns
    );

    // Places that rows have named and that are to be made.
    [[nodiscard]] const Needs& needs() const { return needs_; }

    // The column that a problem's pointer means; nothing when it means no single one.
    [[nodiscard]] std::optional<std::string> column_of(std::string_view pointer) const;

protected:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    // Where the field stands in the rows.
    [[nodiscard]] std::size_t place(std::string_view field) const;
    [[nodiscard]] std::size_t column_place(const std::string& column) const;
    [[nodiscard]] std::string_view cell(Cells cells, std::size_t at)
        const;  // trimmed; "" when nowhere
    [[nodiscard]] std::string fixed(std::string_view field) const;

    // The key of what the cell names; noted as a need when it may be made, else a problem.
    std::optional<std::string> find_or_need(
        std::string_view field,
        std::string_view text,
        Finder& finder,
        bool create,
        Needs::Keyed& needs,
        Problems& problems
    );
    std::optional<Instant> moment(Cells cells, Problems& problems);
    [[nodiscard]] std::string attributes(Cells cells) const;

    const Directory& directory_;
    const ImportMap& map_;
    Needs needs_;

private:
    struct Attribute {
        std::size_t place;
        std::string head;  // "key": as JSON, with the colon
        bool as_text;      // a dimension: counted by its text
    };

    std::vector<std::string> columns_;
    std::vector<Attribute> attributes_;
    std::size_t moment_place_;
    MomentReader moment_reader_;
};

class FeedbackRows : public RowReader {
public:
    // `at`: when it happened, where neither column nor map says.
    FeedbackRows(
        const Directory& directory,
        const ImportMap& map,
        const std::vector<std::string>& columns,
        Instant at
    );

    // Lasts until the next call.
    const Draft& read(Cells cells, Problems& problems);

private:
    struct Score {
        std::size_t place;
        const std::vector<std::string>* not_applicable;
    };

    void read_origin(Cells cells);
    void read_places(Cells cells, Problems& problems);
    void read_score(
        std::string_view text, const Score& score, DraftRating& rating, Problems& problems
    ) const;

    Draft draft_;  // what is the same in all rows is set once
    std::vector<Score> scores_;
    Finder touchpoints_, locations_, brands_, channels_, surveys_;
    std::size_t key_, comment_, customer_, channel_, kind_, language_, touchpoint_, location_,
        brand_, survey_;
    bool create_location_, create_brand_, dated_;
};

class CustomerRows : public RowReader {
public:
    CustomerRows(
        const Directory& directory, const ImportMap& map, const std::vector<std::string>& columns
    );

    [[nodiscard]] customer::Upsert read(Cells cells, Problems& problems);

private:
    void give_location(customer::Upsert& line, Cells cells, Problems& problems);
    Finder locations_;
};

class EventRows : public RowReader {
public:
    EventRows(
        const Directory& directory, const ImportMap& map, const std::vector<std::string>& columns
    );

    [[nodiscard]] customer::SentEvent read(Cells cells, Problems& problems);

private:
    [[nodiscard]] std::string value(std::string_view field, Cells cells) const;
    Finder touchpoints_, channels_;
    std::optional<Instant> at_;
};

}  // namespace styk::feedback

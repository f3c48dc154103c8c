// A question in words as the cube takes it: in codes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cube/cross.h"
#include "feedback/term_store.h"
#include "insight/engine.h"
#include "insight/period.h"

namespace styk::insight {

// How the keys of one grouping are written back: by a table of values, or as a period.
struct KeyNames {
    std::vector<std::string> values{};  // by code or class; [0]: absent
    std::optional<Period> period{};
    bool hour = false;

    [[nodiscard]] std::optional<std::string> name(std::int64_t key) const;
};

class CubeQuestion {
public:
    CubeQuestion(const feedback::Directory& directory, feedback::Terms& terms)
        : directory_(directory), terms_(terms) {}

    cube::Question question{};
    std::vector<KeyNames> names{};  // of each grouping

    void metric(const std::string& key);
    void by(const GroupBy& name);

    // All but what database_part says.
    void filter(const feedback::Filter& filter);

    [[nodiscard]] cube::Item item(const Rated& rated);

private:
    void by_code(const GroupBy& name, cube::Grouping& grouping, KeyNames& key_names);
    [[nodiscard]] std::uint16_t dimension_index(std::string_view name);
    template <class ClassOf>
    void classes(
        cube::Grouping& grouping,
        KeyNames& key_names,
        std::string_view terms,
        const ClassOf& class_of
    );
    void period(const feedback::Filter& filter);
    [[nodiscard]] cube::Condition condition(const feedback::Clause& clause);
    [[nodiscard]] cube::Condition said_condition(const feedback::Clause& clause);

    const feedback::Directory& directory_;
    feedback::Terms& terms_;
};

// The part of a filter that must be asked of the database, if there is any. Words and tags would
// cut through the lots in which employees' voices are counted, so these are not counted by them.
[[nodiscard]] std::optional<feedback::Filter> database_part(const feedback::Filter& filter);

}  // namespace styk::insight

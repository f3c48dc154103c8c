#include "reference/driver_columns.h"

#include <numeric>

#include "reference/columns.h"

namespace styk::reference {

std::vector<Eigen::Index> places_after_outcome(std::size_t drivers) {
    std::vector<Eigen::Index> places(drivers);
    std::iota(places.begin(), places.end(), Eigen::Index{1});
    return places;
}

Drivers drivers_of(const Input& input) {
    const auto& table = input.table();
    Design design;
    for (const auto& column : input.texts("x")) {
        add_column(design, table, column);
    }
    Drivers result{.names = design.names};
    design.columns.insert(design.columns.begin(), table.numbers(input.text("y")));
    result.rows = matrix_of(complete_rows(design.columns));
    result.moments = stats::moments_of(result.rows);
    result.places = places_after_outcome(result.names.size());
    return result;
}

}  // namespace styk::reference

// The rows of a driver analysis: outcome `y` and drivers `x` of a case.
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "reference/reference.h"
#include "stats/moments.h"

namespace styk::reference {

struct Drivers {
    std::vector<std::string> names{};    // p; text becomes a dummy for each level but the first
    Eigen::MatrixXd rows{};              // complete rows x (1 + p), the outcome first
    stats::Moments moments{};            // of rows
    std::vector<Eigen::Index> places{};  // 1 .. p
};

[[nodiscard]] Drivers drivers_of(const Input& input);

[[nodiscard]] std::vector<Eigen::Index> places_after_outcome(std::size_t drivers);

void add_driver_maps(Registry& registry);      // driver_maps.cpp
void add_driver_ordinals(Registry& registry);  // driver_ordinals.cpp

}  // namespace styk::reference

// A small firm for the tests of rules: two touchpoints, a tree of places, the built-in metrics.
#pragma once

#include <memory>

#include "feedback/directory.h"

namespace styk::test {

// touchpoints desk (stage arrive, department reception), room; places north (harbour, old_town) and
// south; channels of a new firm; metrics built in; attributes class, nights; time zone
// Europe/Warsaw.
[[nodiscard]] std::shared_ptr<const feedback::Directory> sample_directory();

}  // namespace styk::test

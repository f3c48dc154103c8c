// A small firm, for targets that need to know what there is to be named.
#pragma once

#include "support/sample_firm.h"

namespace styk::fuzz {

inline const feedback::Directory& firm() {
    static const auto directory = test::sample_directory();
    return *directory;
}

inline constexpr Instant now{1'795'000'000'000'000};

}  // namespace styk::fuzz

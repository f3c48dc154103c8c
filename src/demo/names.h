// Names of invented guests.
#pragma once

#include <string>
#include <string_view>

#include "demo/chance.h"

namespace styk::demo {

struct GuestName {
    std::string name;
    bool she = false;
};

// `people`: pl, ru, en, or lv (Russian speakers of Latvia, whose passports spell them the Latvian
// way).
[[nodiscard]] GuestName make_name(Chance& chance, std::string_view people);

}  // namespace styk::demo

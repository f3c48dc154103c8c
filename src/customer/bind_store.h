// Events of one type join a touchpoint of another name.
#pragma once

#include <cstdint>
#include <string_view>

#include "db/reader.h"

namespace styk::customer {

// Those without a touchpoint; returns how many. put() does it for those to come.
std::int64_t bind_events_of(db::Tx& tx, std::string_view type, std::string_view touchpoint);

}  // namespace styk::customer

#pragma once

#include "reference/reference.h"

namespace styk::reference {

void add_value_links(Registry& registry);  // area 5, second half: value_links.cpp

}  // namespace styk::reference

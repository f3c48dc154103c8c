// Runs one command: against the server that holds the data, or on the data itself when none does.
#pragma once

#include <functional>

#include "cli/workplace.h"
#include "premises.h"

namespace styk {

int run_command(const Place& place, const std::function<int(const cli::Workplace&)>& command);

}  // namespace styk

// styk analyze WHAT FILE: the house's statistics over a CSV file, without a server or a database.
#pragma once

namespace CLI {
class App;
}

namespace styk::cli {

// Adds the command; when it is chosen, `code` becomes 0, or 1 where the figure is undefined (its
// reason goes to the error stream). Input that cannot be read throws Refusal.
void add_analyze(CLI::App& app, int& code);

}  // namespace styk::cli

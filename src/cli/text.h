// styk text: reads comments from standard input, a line each, and prints what it found in each as a
// line of JSON (feedback/findings_json.h), in order. Needs no server and no database.
#pragma once

namespace CLI {
class App;
}

namespace styk::cli {

// Adds the command; when it is chosen, `code` becomes 0, or 1 where a line cannot be read: the
// lines before it are printed, and the error stream names its number and what is wrong.
void add_text(CLI::App& app, int& code);

}  // namespace styk::cli

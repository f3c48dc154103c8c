#pragma once

namespace styk {

// Logs go to the error stream, one JSON object a line: {"at", "level", "message"}.
void log_as_json();

}  // namespace styk

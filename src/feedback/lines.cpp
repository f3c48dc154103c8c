#include "feedback/lines.h"

#include "base/csv.h"
#include "base/text.h"

namespace styk::feedback {

void LineReader::show(std::string_view line) {
    ++number_;
    if (!trim(line).empty()) {
        over_ = !visit_(number_, line);
    }
}

bool LineReader::feed(std::string_view bytes) {
    while (!over_) {
        const auto end = bytes.find('\n');
        if (begun_.size() + std::min(end, bytes.size()) > longest_row) {
            begun_ += bytes.substr(0, longest_row + 1 - begun_.size());
            show(begun_);
            over_ = true;
        } else if (end == std::string_view::npos) {
            begun_ += bytes;
            break;
        } else if (begun_.empty()) {
            show(bytes.substr(0, end));
        } else {
            begun_ += bytes.substr(0, end);
            show(begun_);
            begun_.clear();
        }
        bytes.remove_prefix(std::min(bytes.size(), end + 1));
    }
    return !over_;
}

bool LineReader::finish() {
    if (!over_ && !begun_.empty()) {
        show(begun_);
    }
    const bool whole = !over_;
    over_ = true;
    return whole;
}

}  // namespace styk::feedback

#include "base/clock.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <sys/random.h>

#include "base/result.h"

namespace styk {

namespace {

void read_kernel(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
        if (got <= 0) {
            throw Fault("the kernel gave no random bytes");
        }
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

struct Page {
    std::array<std::uint8_t, 4096> bytes{};
    std::size_t used = 4096;
};

}  // namespace

Instant SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    thread_local Page page;
    if (bytes.size() > page.bytes.size()) {
        read_kernel(bytes);
        return;
    }
    if (page.used + bytes.size() > page.bytes.size()) {
        read_kernel(page.bytes);
        page.used = 0;
    }
    std::copy_n(
        page.bytes.begin() + static_cast<std::ptrdiff_t>(page.used), bytes.size(), bytes.begin()
    );
    std::fill_n(
        page.bytes.begin() + static_cast<std::ptrdiff_t>(page.used), bytes.size(), std::uint8_t{0}
    );
    page.used += bytes.size();
}

}  // namespace styk

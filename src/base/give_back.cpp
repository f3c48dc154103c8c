#include "base/give_back.h"

#include <cstdint>
#include <sys/mman.h>
#include <unistd.h>

namespace styk {

void give_back(std::string_view embedded) {
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(embedded.data());
    const auto first = (begin + page - 1) / page * page;
    const auto last = (begin + embedded.size()) / page * page;
    if (first < last) {
        // A hint: where it is not taken, nothing is lost.
        (void)madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
    }
}

}  // namespace styk

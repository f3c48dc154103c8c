#include "base/give_back.h"

#include <cstdint>
#include <sys/mman.h>
#include <unistd.h>

namespace styk {

void give_back(std::string_view embedded) {
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(embedded.data());
    const auto before = (page - begin % page) % page;  // bytes of a page that others share
    if (embedded.size() >= before + page) {
        // A hint: where it is not taken, nothing is lost.
        const auto size = (embedded.size() - before) / page * page;
        (void)madvise(const_cast<char*>(embedded.data()) + before, size, MADV_DONTNEED);
    }
}

}  // namespace styk

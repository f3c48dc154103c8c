#include "care_key.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "base/result.h"

namespace styk {

namespace {

std::string text_of(const std::filesystem::path& file) {
    const std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

bool is_same(const Place& place, const std::string& key) {
    return std::filesystem::exists(place.key()) && text_of(place.key()) == key;
}

}  // namespace

std::string read_key(const Place& place) {
    if (!std::filesystem::exists(place.key())) {
        throw Refusal(
            Code::not_found,
            fmt::format(
                "There is no {}: nothing was sealed with it. Leave out --with-key.",
                place.key().string()
            )
        );
    }
    return text_of(place.key());
}

void need_room_for_key(const Place& place, const std::string& key, bool replace) {
    if (std::filesystem::exists(place.key()) && !is_same(place, key) && !replace) {
        throw Refusal(
            Code::conflict,
            fmt::format(
                "The backup holds another key than {}. With --replace that one is put aside.",
                place.key().string()
            )
        );
    }
}

void put_key(const Place& place, const std::string& key, Instant now) {
    if (is_same(place, key)) {
        return;
    }
    if (std::filesystem::exists(place.key())) {
        std::filesystem::rename(
            place.key(),
            fmt::format("{}.before-restore-{}", place.key().string(), now.us / 1'000'000)
        );
    }
    const int file = ::open(place.key().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool written =
        file >= 0 && ::write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
        ::fsync(file) == 0;
    if (file >= 0) {
        ::close(file);
    }
    if (!written) {
        throw Fault("cannot write " + place.key().string());
    }
}

}  // namespace styk

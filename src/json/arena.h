// Memory for the values of one document, given back all at once: a request makes and forgets a
// hundred of them. What lives in it must not outlive it.
#pragma once

#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/storage_ptr.hpp>

namespace styk::json {

class Arena {
public:
    Arena() : memory_(first_.data(), first_.size()) {}

    [[nodiscard]] boost::json::storage_ptr storage() { return &memory_; }

private:
    static constexpr std::size_t enough_for_most = 8192;

    std::array<unsigned char, enough_for_most> first_;  // NOLINT: nothing reads it before it writes
    boost::json::monotonic_resource memory_;
};

}  // namespace styk::json

// What a cube holds at one moment as bytes, and a cube from such bytes again. Where the bytes are
// kept is the caller's to know, and to find out whether they came back as they went.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "cube/cube.h"

namespace styk::cube {

// Raised whenever a block's bytes change their meaning.
inline constexpr std::uint32_t block_layout = 2;

// Each block in order of arrival, some megabytes at most; the bytes last until `take` returns.
void write_blocks(const Snapshot& snapshot, const std::function<void(std::string_view)>& take);

// A snapshot from the bytes of its blocks. Whatever the bytes are, nothing but a well-formed block
// is taken; what a block's length, order and ranges cannot tell (a score that was another one) is
// believed.
class Rebuild {
public:
    Rebuild();
    Rebuild(const Rebuild&) = delete;
    Rebuild& operator=(const Rebuild&) = delete;
    ~Rebuild();

    [[nodiscard]] bool add(std::string_view block);  // false: not a block

    [[nodiscard]] std::uint32_t highest_customer() const { return highest_customer_; }

    [[nodiscard]] std::shared_ptr<const Snapshot> finish(std::int64_t position) &&;

private:
    std::unique_ptr<Snapshot> made_;
    std::uint32_t highest_customer_ = 0;
};

}  // namespace styk::cube

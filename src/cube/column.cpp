#include "cube/column.h"

#include <algorithm>
#include <cstring>

namespace styk::cube {

namespace {

constexpr std::size_t first_capacity = 64;

std::uint8_t width_for(std::uint64_t value) {
    if (value == 0) {
        return 0;
    }
    if (value <= 0xFF) {
        return 1;
    }
    if (value <= 0xFFFF) {
        return 2;
    }
    return value <= 0xFFFF'FFFF ? 4 : 8;
}

std::shared_ptr<void> room_for(std::size_t bytes) {
    return {::operator new(bytes), [](void* p) { ::operator delete(p); }};
}

}  // namespace

void Column::append(std::size_t at, std::uint64_t value) {
    const std::uint8_t width = std::max(width_, width_for(value));
    if (width > width_ || (width > 0 && at >= capacity_)) {
        move_to(at, width, std::max({first_capacity, capacity_, at >= capacity_ ? 2 * at : 0}));
    }
    put(at, value);
    min_ = std::min(min_, value);
    max_ = std::max(max_, value);
}

std::uint64_t Column::operator[](std::size_t at) const {
    std::uint64_t value = 0;
    visit([&](const auto* from) { value = from[at]; });
    return value;
}

void Column::put(std::size_t at, std::uint64_t value) const {
    visit([&]<class T>(T* to) { to[at] = static_cast<T>(value); });
}

void Column::move_to(std::size_t size, std::uint8_t width, std::size_t capacity) {
    Column wider;
    wider.bytes_ = room_for(std::max<std::size_t>(1, capacity * width));
    wider.width_ = width;
    wider.capacity_ = capacity;
    for (std::size_t i = 0; i < size; ++i) {
        wider.put(i, (*this)[i]);
    }
    bytes_ = std::move(wider.bytes_);
    width_ = width;
    capacity_ = capacity;
}

std::optional<Column> Column::of(std::size_t size, std::uint8_t width, std::string_view raw) {
    Column made;
    if (size == 0 || width == 0) {
        if (size > 0) {
            made.append(0, 0);
        }
        return width == 0 ? std::optional(made) : std::nullopt;
    }
    made.bytes_ = room_for(raw.size());
    std::memcpy(made.bytes_.get(), raw.data(), raw.size());
    made.width_ = width;
    made.capacity_ = size;
    made.visit([&](const auto* values) {
        const auto [min, max] = std::minmax_element(values, values + size);
        made.min_ = *min;
        made.max_ = *max;
    });
    return made.min_ <= made.max_ && width_for(made.max_) == width ? std::optional(made)
                                                                   : std::nullopt;
}

void Column::shrink(std::size_t size) {
    if (width_ > 0 && capacity_ > size) {
        move_to(size, width_, size);
    }
}

}  // namespace styk::cube

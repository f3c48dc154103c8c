// Unsigned numbers in the narrowest width that holds them: 0 (all zero so far), 1, 2, 4 or 8 bytes
// each.
//
// A column is a value that shares its bytes with its copies. Appending writes only past what any
// copy that readers hold has been told of, or into new bytes (wider or longer); so one writer may
// append while readers read their copies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string_view>

namespace styk::cube {

class Column {
public:
    // `at` is the number of values already there; the owner counts, since all columns of a block
    // are equally long.
    void append(std::size_t at, std::uint64_t value);

    [[nodiscard]] std::uint64_t operator[](std::size_t at) const;

    // Over all values ever appended; meaningless before the first.
    [[nodiscard]] std::uint64_t min() const { return min_; }

    [[nodiscard]] std::uint64_t max() const { return max_; }

    [[nodiscard]] bool is_constant() const { return min_ >= max_; }

    [[nodiscard]] std::uint8_t width() const { return width_; }

    // The bytes of the first `size` values.
    [[nodiscard]] std::string_view raw(std::size_t size) const {
        return {static_cast<const char*>(bytes_.get()), size * width_};
    }

    // A column of `size` values from such bytes; nothing when this is not the width it would have.
    [[nodiscard]] static std::optional<Column> of(
        std::size_t size, std::uint8_t width, std::string_view raw
    );

    void shrink(std::size_t size);  // gives back room for more than `size` values

    [[nodiscard]] std::size_t bytes() const { return capacity_ * width_; }

    // Calls f with a pointer to the values in their width. Not to be called at width 0 (then
    // is_constant()).
    template <class F>
    void visit(F&& f) const {
        switch (width_) {
            case 1:
                f(values<std::uint8_t>());
                break;
            case 2:
                f(values<std::uint16_t>());
                break;
            case 4:
                f(values<std::uint32_t>());
                break;
            case 8:
                f(values<std::uint64_t>());
                break;
            default:
                break;
        }
    }

private:
    template <class T>
    [[nodiscard]] T* values() const {
        return static_cast<T*>(bytes_.get());
    }

    void move_to(std::size_t size, std::uint8_t width, std::size_t capacity);
    void put(std::size_t at, std::uint64_t value) const;  // into the bytes, which are shared

    std::shared_ptr<void> bytes_;
    std::size_t capacity_ = 0;  // values
    std::uint64_t min_ = ~std::uint64_t{0}, max_ = 0;
    std::uint8_t width_ = 0;
};

}  // namespace styk::cube

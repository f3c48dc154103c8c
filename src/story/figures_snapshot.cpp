#include "story/figures_snapshot.h"

#include <cstring>
#include <fmt/format.h>

#include "base/id.h"
#include "cube/snapshot.h"
#include "story/piece_file.h"

namespace styk::story {

namespace {

constexpr std::size_t mark_length = 32;  // hexadecimal
constexpr std::size_t customers_a_piece = 65'536;
constexpr std::int64_t marks_kept = 64;  // of all servers on one database

// The first piece: these numbers, then the mark, then what the figures were counted with. Customers
// follow, then blocks.
struct Numbers {
    std::uint64_t customers;
    feedback::LogPosition at;
};

template <class T>
std::string_view bytes_of(const T* values, std::size_t n) {
    return {reinterpret_cast<const char*>(values), n * sizeof(T)};
}

// Whatever is different when the same log may give other figures, or other bytes.
std::string counted_with(const TimeZone& zone) {
    return fmt::format(
        "figures 1, blocks {}, styk {}, {} {:016x}",
        cube::block_layout,
        STYK_VERSION,
        zone.name(),
        zone.rules()
    );
}

void write_mark(db::Database& database, const std::string& mark) {
    database.write([&](db::Tx& tx) {
        tx.run("INSERT INTO figures_mark (mark) VALUES ($1)", mark);
        tx.run(
            "DELETE FROM figures_mark WHERE position <= (SELECT MAX(position) FROM figures_mark) - "
            "$1",
            marks_kept
        );
    });
}

bool has_mark(db::Reader& reader, std::string_view mark) {
    return reader.find_integer("SELECT 1 FROM figures_mark WHERE mark = $1", mark).has_value();
}

struct Head {
    Numbers numbers{};
    std::string mark, counted_with;
};

std::optional<Head> read_head(PieceReader& file) {
    const auto piece = file.next();
    if (!piece || piece->size() < sizeof(Numbers) + mark_length) {
        return std::nullopt;
    }
    Head head;
    std::memcpy(&head.numbers, piece->data(), sizeof(Numbers));
    head.mark = piece->substr(sizeof(Numbers), mark_length);
    head.counted_with = piece->substr(sizeof(Numbers) + mark_length);
    return head;
}

bool read_customers(PieceReader& file, std::uint64_t count, std::vector<CustomerBytes>& into) {
    while (into.size() < count) {
        const auto piece = file.next();
        if (!piece || piece->empty() || piece->size() % sizeof(CustomerBytes) != 0) {
            return false;
        }
        const std::size_t known = into.size();
        into.resize(known + piece->size() / sizeof(CustomerBytes));
        std::memcpy(&into[known], piece->data(), piece->size());
    }
    return into.size() == count;
}

std::optional<Figures> read_figures(PieceReader& file, const Numbers& numbers) {
    Figures figures;
    figures.at = numbers.at;
    if (!read_customers(file, numbers.customers, figures.customers)) {
        return std::nullopt;
    }
    cube::Rebuild rebuild;
    while (const auto block = file.next()) {
        if (!rebuild.add(*block)) {
            return std::nullopt;
        }
    }
    if (!file.is_whole() || rebuild.highest_customer() > figures.customers.size()) {
        return std::nullopt;
    }
    figures.facts = std::move(rebuild).finish(numbers.at.position);
    return figures;
}

}  // namespace

FiguresSnapshot::Loaded FiguresSnapshot::load(const TimeZone& zone) {
    PieceReader file(file_);
    if (!file.is_there()) {
        return {};
    }
    const auto head = read_head(file);
    if (!head) {
        return {{}, "it is damaged"};
    }
    if (head->counted_with != counted_with(zone)) {
        return {{}, "it was made with another program or time zone"};
    }
    const bool ours = database_.read([&](db::Reader& reader) {
        return has_mark(reader, head->mark) &&
               feedback::is_followed_by_all(reader, head->numbers.at);
    });
    if (!ours) {
        return {{}, "it belongs to another state of the database"};
    }
    auto figures = read_figures(file, head->numbers);
    return figures ? Loaded{std::move(figures), {}} : Loaded{{}, "it is damaged"};
}

void FiguresSnapshot::save(const Figures& figures, const TimeZone& zone) {
    const std::string mark = random_hex(random_, mark_length / 2);
    PieceWriter file(file_);
    const Numbers numbers{figures.customers.size(), figures.at};
    file.add(std::string(bytes_of(&numbers, 1)) + mark + counted_with(zone));
    for (std::size_t i = 0; i < figures.customers.size(); i += customers_a_piece) {
        const auto n = std::min(customers_a_piece, figures.customers.size() - i);
        file.add(bytes_of(&figures.customers[i], n));
    }
    cube::write_blocks(*figures.facts, [&](std::string_view block) { file.add(block); });
    file.finish();
    // Now, not earlier: what is counted was committed before the mark is.
    write_mark(database_, mark);
    file.put_in_place();
}

}  // namespace styk::story

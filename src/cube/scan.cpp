#include "cube/scan.h"

#include <algorithm>
#include <numeric>

#include "cube/scanner.h"
#include "cube/table.h"

namespace styk::cube {

namespace {

void take_row(const Plan& plan, std::uint64_t composite, const std::uint32_t* cells, Answer& into) {
    if (std::all_of(cells, cells + plan.slots, [](std::uint32_t count) { return count == 0; })) {
        return;
    }
    Row row{
        .keys = keys_of(plan, composite), .counts = {cells + first_score_slot, cells + plan.slots}
    };
    row.missing = cells[missing_slot];
    row.not_applicable = cells[not_applicable_slot];
    row.groups = plan.count_groups ? cells[plan.slots] : 0;
    into.rows.push_back(std::move(row));
}

void read_rows(const Plan& plan, const DenseTable& table, Answer& into) {
    for (std::uint64_t row = 0; row < plan.rows; ++row) {
        take_row(plan, row, &table.cells()[row * plan.width()], into);
    }
}

void read_rows(const Plan& plan, const HashTable& table, Answer& into) {
    std::vector<std::size_t> order(table.keys().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t row) { return table.keys()[row]; });
    for (const std::size_t row : order) {
        take_row(plan, table.keys()[row], table.counts(row), into);
    }
}

void cut_levels(Answer& answer) {
    for (const auto& row : answer.rows) {
        for (std::size_t i = row.counts.size(); i > answer.levels; --i) {
            if (row.counts[i - 1] != 0) {
                answer.levels = i;
            }
        }
    }
    for (auto& row : answer.rows) {
        row.counts.resize(answer.levels);
    }
}

template <class Table>
Answer answer_by(const Plan& plan, int threads, std::size_t factor) {
    Answer answer;
    answer.position = plan.position;
    if (!plan.blocks.empty()) {
        const auto make_table = [&] { return Table(plan.rows, plan.width()); };
        read_rows(plan, count_into(plan, threads, factor, make_table), answer);
        cut_levels(answer);
    }
    return answer;
}

}  // namespace

Answer count_blocks(const Plan& plan, int threads) {
    const bool dense = plan.rows <= DenseTable::max_cells / plan.width();
    return dense ? answer_by<DenseTable>(plan, threads, plan.width())
                 : answer_by<HashTable>(plan, threads, 1);
}

}  // namespace styk::cube

// The functions over rows of a table: sumInArray({rooms}, 'comfort', {size} > 2).
#include <algorithm>
#include <array>

#include "survey/expression_call.h"
#include "survey/expression_numbers.h"

namespace styk::survey {

namespace {

struct Rows {
    std::vector<const Map*> rows;
    std::string column, wanted;  // what decides, what is given back
    NodePtr condition_node;
    Expression condition_text;

    [[nodiscard]] bool takes(const Map& row, const Scope& scope) const {
        const Scope inside{&row, scope.values, scope.today};
        if (condition_node) {
            return is_loosely_true(evaluate(*condition_node, inside));
        }
        return condition_text.holds(inside);
    }
};

bool names_column(const NodePtr& node) {
    const auto* text = node->kind == Node::Kind::constant ? node->value.as<std::string>() : nullptr;
    return text != nullptr && text->find_first_of("{}><=!") == std::string::npos;
}

void read_condition(const Args& args, std::size_t n, Rows& out) {
    if (n >= args.count()) {
        return;
    }
    const NodePtr& node = args.node.parts[n];
    const auto* text = node->kind == Node::Kind::constant ? node->value.as<std::string>() : nullptr;
    if (text == nullptr) {
        out.condition_node = node;
    } else if (auto parsed = Expression::parse(*text)) {
        out.condition_text = *std::move(parsed);
    }
}

std::optional<Rows> rows_of(const Args& args) {
    if (args.count() < 2 || args.count() > 4 || args.values[1].as<std::string>() == nullptr) {
        return {};
    }
    Rows out;
    const auto add = [&](const Value& one) {
        if (const auto* row = one.as<Map>()) {
            out.rows.push_back(row);
        }
    };
    if (const auto* list = args.values[0].as<List>()) {
        std::for_each(list->begin(), list->end(), add);
    } else if (const auto* map = args.values[0].as<Map>()) {
        std::for_each(map->begin(), map->end(), [&](const auto& one) { add(one.second); });
    }
    out.column = out.wanted = *args.values[1].as<std::string>();
    const bool column_named = args.count() > 2 && names_column(args.node.parts[2]);
    if (column_named) {
        out.wanted = *args.node.parts[2]->value.as<std::string>();
    }
    read_condition(args, column_named ? 3 : 2, out);
    return out;
}

// The column's values in the rows that count, each with its row.
std::vector<std::pair<Value, const Map*>> cells_of(const Rows& rows, const Scope& scope) {
    std::vector<std::pair<Value, const Map*>> cells;
    for (const Map* row : rows.rows) {
        const Value* value = find(*row, rows.column);
        if (value != nullptr && !is_empty(*value) && rows.takes(*row, scope)) {
            cells.emplace_back(*value, row);
        }
    }
    return cells;
}

std::optional<double> cell_number(const Value& value) {
    return value.as<std::string>() != nullptr ? written_number(value)
                                              : std::optional(number_of(value));
}

Value sum_in_array(const Args& args) {
    const auto rows = rows_of(args);
    double sum = 0;
    for (const auto& [value, row] :
         rows ? cells_of(*rows, args.scope) : std::vector<std::pair<Value, const Map*>>()) {
        if (const auto number = cell_number(value)) {
            sum = add_numbers(sum, *number, sum + *number);
        }
    }
    return sum;
}

Value count_in_array(const Args& args) {
    const auto rows = rows_of(args);
    return rows ? static_cast<double>(cells_of(*rows, args.scope).size()) : 0.0;
}

Value avg_in_array(const Args& args) {
    const double number = number_of(count_in_array(args));
    return number == 0 ? 0 : number_of(sum_in_array(args)) / number;
}

Value best_in_array(const Args& args, bool smallest) {
    const auto rows = rows_of(args);
    std::optional<double> best;
    const Map* best_row = nullptr;
    if (!rows) {
        return {};
    }
    for (const auto& [value, row] : cells_of(*rows, args.scope)) {
        const auto number = cell_number(value);
        if (number && (!best || (smallest ? *number < *best : *number > *best))) {
            best = number;
            best_row = row;
        }
    }
    if (!best) {
        return {};
    }
    const Value* wanted = rows->wanted == rows->column ? nullptr : find(*best_row, rows->wanted);
    return rows->wanted == rows->column ? Value(*best) : wanted == nullptr ? Value() : *wanted;
}

Value min_in_array(const Args& args) {
    return best_in_array(args, true);
}

Value max_in_array(const Args& args) {
    return best_in_array(args, false);
}

constexpr std::array functions{
    Function{"sumInArray", sum_in_array},
    Function{"avgInArray", avg_in_array},
    Function{"countInArray", count_in_array},
    Function{"minInArray", min_in_array},
    Function{"maxInArray", max_in_array}
};

}  // namespace

std::span<const Function> row_functions() {
    return functions;
}

}  // namespace styk::survey

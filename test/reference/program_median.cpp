#include "reference/program_median.h"

#include <utility>
#include <vector>

namespace styk::reference {

namespace {

// Places and ranks are 1-based.
class PartialSort {
public:
    explicit PartialSort(stats::Series values) : a_(values.begin(), values.end()) {}

    // Brings the ranks of `wanted` to their places, if those rise.
    void run(const std::vector<int>& wanted) {
        std::vector<Task> tasks{{1, static_cast<int>(a_.size()), 1, static_cast<int>(wanted.size())}
        };
        while (!tasks.empty()) {
            Task task = tasks.back();
            tasks.pop_back();
            while (task.first <= task.last && is_long(task)) {
                auto [nearer, farther] = split(task);
                // The longer part waits, the shorter one is next; each keeps the ranks within it,
                // looking from one end only.
                if (nearer.to - nearer.from <= farther.to - farther.from) {
                    while (nearer.first <= nearer.last && rank(wanted, nearer.last) > nearer.to) {
                        --nearer.last;
                    }
                    farther.first = nearer.last + 1;
                    task = nearer;
                } else {
                    std::swap(nearer, farther);
                    while (nearer.first <= nearer.last && rank(wanted, nearer.first) < nearer.from
                    ) {
                        ++nearer.first;
                    }
                    farther.last = nearer.first - 1;
                    task = nearer;
                }
                tasks.push_back(farther);
            }
            if (task.first <= task.last && task.from > 1) {
                insert_sort(task);
            }
        }
    }

    [[nodiscard]] double at(int place) const { return a_[static_cast<std::size_t>(place - 1)]; }

private:
    struct Task {
        int from, to;     // places
        int first, last;  // which of the wanted ranks
    };

    static int rank(const std::vector<int>& wanted, int which) {
        return wanted[static_cast<std::size_t>(which - 1)];
    }

    // Short parts are sorted by insertion; not at the very beginning, where no lower value stands
    // before them.
    static bool is_long(const Task& task) {
        return task.to - task.from > 10 || (task.from == 1 && task.from < task.to);
    }

    double& a(int place) { return a_[static_cast<std::size_t>(place - 1)]; }

    // Around the median of first, middle and last value.
    std::pair<Task, Task> split(const Task& task) {
        int k = task.from, l = task.to;
        const int middle = (task.from + task.to) / 2;
        if (a(k) > a(middle)) {
            std::swap(a(k), a(middle));
        }
        if (a(l) < a(middle)) {
            std::swap(a(l), a(middle));
            if (a(k) > a(middle)) {
                std::swap(a(k), a(middle));
            }
        }
        const double pivot = a(middle);
        while (true) {
            do {
                --l;
            } while (a(l) > pivot);
            do {
                ++k;
            } while (a(k) < pivot);
            if (k > l) {
                break;
            }
            std::swap(a(k), a(l));
        }
        return {{task.from, l, task.first, task.last}, {k, task.to, task.first, task.last}};
    }

    void insert_sort(const Task& task) {
        for (int i = task.from; i <= task.to; ++i) {
            const double value = a(i);
            int k = i - 1;
            for (; k >= 1 && value < a(k); --k) {
                a(k + 1) = a(k);
            }
            a(k + 1) = value;
        }
    }

    std::vector<double> a_;
};

}  // namespace

double program_median(stats::Series values) {
    const int n = static_cast<int>(values.size()), upper = n / 2 + 1, lower = n - upper + 1;
    PartialSort sort(values);
    sort.run({upper, lower});
    return (sort.at(upper) + sort.at(lower)) / 2;
}

}  // namespace styk::reference

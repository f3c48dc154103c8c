#include "cube/walk.h"

#include <atomic>
#include <exception>
#include <thread>

namespace styk::cube {

void each_block(
    const Plan& plan, int threads, const std::function<void(std::size_t, std::size_t)>& work
) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::exception_ptr> failed(static_cast<std::size_t>(std::max(1, threads)));
    const auto run = [&](std::size_t worker) {
        try {
            for (std::size_t i = next++; i < plan.blocks.size(); i = next++) {
                work(i, worker);
            }
        } catch (...) {
            failed[worker] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (std::size_t worker = 1; worker < failed.size(); ++worker) {
            helpers.emplace_back(run, worker);
        }
        run(0);
    }
    for (const auto& error : failed) {
        if (error) {
            std::rethrow_exception(error);
        }
    }
}

}  // namespace styk::cube

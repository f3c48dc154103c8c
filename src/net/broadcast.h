// Server-sent events: one voice, many listeners. Safe from any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace styk::net {

using Frame = std::shared_ptr<const std::string>;

// "event: NAME\ndata: …\n\n"; each line of `data` gets its own data field.
[[nodiscard]] std::string to_frame(std::string_view event, std::string_view data);

class Broadcast {
public:
    static constexpr std::size_t queue_limit = 64;  // frames a listener may be behind

    // Never waits for a listener: one who is too far behind is dropped.
    void publish(std::string_view event, std::string_view data);

    [[nodiscard]] std::size_t count_listeners() const;

    // For the server. A seat is one open stream; `wake` is called from the publishing thread when
    // there is something to take, and must only hand that news on.
    class Seat;
    [[nodiscard]] std::shared_ptr<Seat> join(std::function<void()> wake);
    void leave(const std::shared_ptr<Seat>& seat);

    struct Taken {
        std::vector<Frame> frames;
        bool dropped = false;  // it fell behind; the stream must end
    };

    [[nodiscard]] Taken take(Seat& seat);

private:
    mutable std::mutex mutex_;
    std::unordered_set<std::shared_ptr<Seat>> seats_;
};

}  // namespace styk::net

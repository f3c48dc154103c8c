#include "net/broadcast.h"

#include <utility>

#include "base/text.h"

namespace styk::net {

class Broadcast::Seat {
public:
    explicit Seat(std::function<void()> news) : wake(std::move(news)) {}

    std::function<void()> wake;
    Taken waiting;
};

namespace {

std::string one_line(std::string_view text) {
    std::string line(text);
    std::erase_if(line, [](char c) { return c == '\n' || c == '\r'; });
    return line;
}

}  // namespace

std::string to_frame(std::string_view event, std::string_view data) {
    std::string frame = "event: " + one_line(event) + "\n";
    for (const std::string_view line : split(data, '\n')) {
        frame += "data: " + one_line(line) + "\n";
    }
    return frame + "\n";
}

void Broadcast::publish(std::string_view event, std::string_view data) {
    const auto frame = std::make_shared<const std::string>(to_frame(event, data));
    const std::lock_guard lock(mutex_);
    for (const auto& seat : seats_) {
        auto& [frames, dropped] = seat->waiting;
        const bool first = frames.empty() && !dropped;
        if (frames.size() < queue_limit && !dropped) {
            frames.push_back(frame);
        } else {
            frames.clear();
            dropped = true;
        }
        if (first) {
            seat->wake();
        }
    }
}

std::size_t Broadcast::count_listeners() const {
    const std::lock_guard lock(mutex_);
    return seats_.size();
}

std::shared_ptr<Broadcast::Seat> Broadcast::join(std::function<void()> wake) {
    auto seat = std::make_shared<Seat>(std::move(wake));
    const std::lock_guard lock(mutex_);
    seats_.insert(seat);
    return seat;
}

void Broadcast::leave(const std::shared_ptr<Seat>& seat) {
    const std::lock_guard lock(mutex_);
    seats_.erase(seat);
}

Broadcast::Taken Broadcast::take(Seat& seat) {
    const std::lock_guard lock(mutex_);
    Taken taken{{}, seat.waiting.dropped};
    taken.frames.swap(seat.waiting.frames);
    return taken;
}

}  // namespace styk::net

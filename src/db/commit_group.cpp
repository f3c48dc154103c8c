#include "db/commit_group.h"

#include <algorithm>

#include "db/unable.h"

namespace styk::db {

namespace {

constexpr std::size_t largest_batch = 64;

}  // namespace

void CommitGroup::write(const Work& work) {
    Item item{.work = &work};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&item);
    while (!item.done) {
        // Who is called may find that others were quicker, or that its work is on its way.
        if (may_lead_ > 0 && !waiting_.empty()) {
            lead(lock);
        } else {
            item.bell.wait(lock);
        }
    }
    lock.unlock();
    if (item.error) {
        std::rethrow_exception(item.error);
    }
}

// For those who wait, of whom the caller is one; whoever is left after that is called to lead.
void CommitGroup::lead(std::unique_lock<std::mutex>& lock) {
    std::vector<Item*> batch;
    const auto share = waiting_.size() / static_cast<std::size_t>(may_lead_) + 1;
    while (!waiting_.empty() && batch.size() < std::min(share, largest_batch)) {
        batch.push_back(waiting_.front());
        waiting_.pop_front();
    }
    --may_lead_;
    call_next();
    lock.unlock();
    run(batch);
    lock.lock();
    ++may_lead_;
    for (Item* item : batch) {
        item->done = true;
        item->bell.notify_one();
    }
    call_next();
}

void CommitGroup::call_next() {
    if (may_lead_ > 0 && !waiting_.empty()) {
        waiting_.front()->bell.notify_one();
    }
}

// Nearly always nobody throws. If somebody does, nothing stands, and each is written by itself;
// only where nobody knows whether it stands, nothing may be written twice.
void CommitGroup::run(const std::vector<Item*>& batch) const {
    if (batch.size() == 1) {
        return run_apart(batch);
    }
    Works works;
    for (const Item* item : batch) {
        works.push_back(item->work);
    }
    try {
        write_all_(works);
    } catch (const Unable& unable) {
        if (unable.trouble() != Trouble::unsure) {
            return run_apart(batch);
        }
        for (Item* item : batch) {
            item->error = std::current_exception();
        }
    } catch (...) {
        run_apart(batch);
    }
}

void CommitGroup::run_apart(const std::vector<Item*>& batch) const {
    for (Item* item : batch) {
        try {
            write_one_(*item->work);
        } catch (...) {
            item->error = std::current_exception();
        }
    }
}

}  // namespace styk::db

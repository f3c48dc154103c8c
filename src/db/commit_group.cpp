#include "db/commit_group.h"

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
        if (somebody_leads_) {
            item.bell.wait(lock);
        } else {
            lead(lock);
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
    while (!waiting_.empty() && batch.size() < largest_batch) {
        batch.push_back(waiting_.front());
        waiting_.pop_front();
    }
    somebody_leads_ = true;
    lock.unlock();
    run(batch);
    lock.lock();
    somebody_leads_ = false;
    for (Item* item : batch) {
        item->done = true;
        item->bell.notify_one();
    }
    if (!waiting_.empty()) {
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

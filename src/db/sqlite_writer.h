// The one thread that writes a SQLite file. Stories that arrive while it commits share the next
// commit.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <semaphore.h>
#include <stop_token>
#include <thread>
#include <vector>

#include "db/sqlite_checkpointer.h"
#include "db/sqlite_connection.h"
#include "db/wake_list.h"

namespace styk::db {

class SqliteWriter {
public:
    SqliteWriter(const std::filesystem::path& file, bool grouped);
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;
    ~SqliteWriter();

    // Sleeps until the work is durable; throws what it threw, also only after the commit of the
    // others.
    void write(const std::function<void(Tx&)>& work);

    [[nodiscard]] WakeList& wakes() { return wakes_; }  // after each commit

private:
    // The standard library's semaphore spins before it sleeps; with a commit to wait for and dozens
    // of waiters that only takes the processor from the one who commits.
    class Done {
    public:
        Done() { sem_init(&semaphore_, 0, 0); }

        Done(const Done&) = delete;
        Done& operator=(const Done&) = delete;

        ~Done() { sem_destroy(&semaphore_); }

        void tell() { sem_post(&semaphore_); }

        void wait() {
            while (sem_wait(&semaphore_) != 0) {  // a signal came in between
            }
        }

    private:
        sem_t semaphore_{};
    };

    struct Item {
        const std::function<void(Tx&)>* work;
        std::exception_ptr error{};
        Done done{};
    };
    class BatchTx;

    void loop(const std::stop_token& stop);
    bool take(const std::stop_token& stop, std::vector<Item*>& batch);
    void commit(std::vector<Item*>& batch);
    std::exception_ptr write_all(
        const std::vector<Item*>& batch, void (SqliteWriter::*run)(BatchTx&, Item&)
    );
    void run_together(BatchTx& tx, Item& item);
    void run_apart(BatchTx& tx, Item& item);
    void roll_back();

    SqliteConnection connection_;
    SqliteCheckpointer checkpointer_;
    std::size_t batch_limit_;
    std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::deque<Item*> queue_;
    WakeList wakes_;
    std::jthread thread_;  // last: it uses everything above
};

}  // namespace styk::db

#include "db/sqlite_writer.h"

namespace styk::db {

namespace {

constexpr std::size_t largest_batch = 256;

}  // namespace

class SqliteWriter::BatchTx final : public OnSqlite<Tx> {
public:
    using OnSqlite::OnSqlite;

    std::int64_t run_params(std::string_view sql, std::span<const Param> params) override {
        return connection_.run(sql, params);
    }

    void at_end(std::function<void(Tx&)> work) override { of_story_.push_back(std::move(work)); }

    void keep_story() {
        std::move(of_story_.begin(), of_story_.end(), std::back_inserter(of_batch_));
        of_story_.clear();
    }

    void drop_story() { of_story_.clear(); }

    void finish() {
        for (const auto& work : of_batch_) {
            work(*this);
        }
    }

private:
    std::vector<std::function<void(Tx&)>> of_story_, of_batch_;
};

SqliteWriter::SqliteWriter(const std::filesystem::path& file, bool grouped)
    : connection_(file, SqliteConnection::Mode::read_write),
      checkpointer_(file, connection_),
      batch_limit_(grouped ? largest_batch : 1),
      thread_([this](const std::stop_token& stop) { loop(stop); }) {}

SqliteWriter::~SqliteWriter() {
    thread_.request_stop();
    arrived_.notify_all();
}

void SqliteWriter::write(const std::function<void(Tx&)>& work) {
    Item item{.work = &work};
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(&item);
    }
    arrived_.notify_one();
    item.done.wait();
    if (item.error) {
        std::rethrow_exception(item.error);
    }
}

bool SqliteWriter::take(const std::stop_token& stop, std::vector<Item*>& batch) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, stop, [&] { return !queue_.empty(); });
    while (!queue_.empty() && batch.size() < batch_limit_) {
        batch.push_back(queue_.front());
        queue_.pop_front();
    }
    return !batch.empty();
}

void SqliteWriter::run_together(BatchTx& tx, Item& item) {
    (*item.work)(tx);
    tx.keep_story();
}

void SqliteWriter::run_apart(BatchTx& tx, Item& item) {
    connection_.run("SAVEPOINT story", {});
    try {
        (*item.work)(tx);
        tx.keep_story();
    } catch (...) {
        item.error = std::current_exception();
        tx.drop_story();
        if (!connection_.is_in_transaction()) {
            throw;  // a full disk has undone everything
        }
        connection_.run("ROLLBACK TO story", {});
    }
    connection_.run("RELEASE story", {});
}

void SqliteWriter::roll_back() {
    try {
        if (connection_.is_in_transaction()) {
            connection_.run("ROLLBACK", {});
        }
    } catch (const std::exception&) {  // the connection is as broken as the error before said
    }
}

void SqliteWriter::commit(std::vector<Item*>& batch) {
    // A savepoint keeps a copy of each page that its story changes, and nearly always nobody
    // throws. So all are written without; if one throws, all is undone and written once more, each
    // story apart. One who is alone need not try again.
    auto failed = write_all(batch, &SqliteWriter::run_together);
    if (failed && batch.size() > 1) {
        failed = write_all(batch, &SqliteWriter::run_apart);
    }
    for (Item* item : batch) {
        item->error = failed ? failed : item->error;
        item->done.tell();
    }
}

std::exception_ptr SqliteWriter::write_all(
    const std::vector<Item*>& batch, void (SqliteWriter::*run)(BatchTx&, Item&)
) {
    std::exception_ptr failed;
    try {
        BatchTx tx(connection_);
        connection_.run("BEGIN IMMEDIATE", {});
        for (Item* item : batch) {
            (this->*run)(tx, *item);
        }
        tx.finish();
        connection_.run("COMMIT", {});
    } catch (...) {
        failed = std::current_exception();
        roll_back();
    }
    return failed;
}

void SqliteWriter::loop(const std::stop_token& stop) {
    std::vector<Item*> batch;
    while (take(stop, batch)) {
        commit(batch);
        batch.clear();
        wakes_.wake_all();
        checkpointer_.after_commit();
    }
}

}  // namespace styk::db

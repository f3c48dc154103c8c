#include "db/faulty_database.h"

#include <utility>

#include "base/faults.h"
#include "db/around_database.h"
#include "db/commits.h"

namespace styk::db {

namespace {

// The reading half of a Reader or a Tx.
template <class What>
class Faulty : public What {
public:
    explicit Faulty(What& inner) : inner_(inner) {}

    [[nodiscard]] Dialect dialect() const final { return inner_.dialect(); }

    void query_params(std::string_view sql, std::span<const Param> params, const Visit& visit)
        final {
        may_break(Fragile::statement);
        inner_.query_params(sql, params, visit);
    }

    void stream_params(std::string_view sql, std::span<const Param> params, const Visit& visit)
        final {
        may_break(Fragile::statement);
        inner_.stream_params(sql, params, visit);
    }

protected:
    What& inner_;
};

class FaultyTx final : public Faulty<Tx> {
public:
    FaultyTx(Tx& inner, FaultPlan* plan, Fragile end) : Faulty(inner), plan_(plan), end_(end) {}

    std::int64_t run_params(std::string_view sql, std::span<const Param> params) override {
        may_break(Fragile::statement);
        return inner_.run_params(sql, params);
    }

    void at_end(std::function<void(Tx&)> work) override {
        inner_.at_end([plan = plan_, end = end_, work = std::move(work)](Tx& tx) {
            const FaultScope scope(plan);
            FaultyTx faulty(tx, plan, end);
            work(faulty);
        });
    }

    // After all that the work left for the end. A commit that fails undoes all, and so does a throw
    // just before it.
    void break_at_commit() {
        inner_.at_end([plan = plan_, end = end_](Tx&) {
            const FaultScope scope(plan);
            may_break(end);
        });
    }

private:
    FaultPlan* plan_;
    Fragile end_;
};

struct WrittenOnce {};

class FaultyDatabase final : public AroundDatabase {
public:
    using AroundDatabase::AroundDatabase;

    void read_with(const std::function<void(Reader&)>& work) override {
        const FaultPlan* plan = FaultScope::current();
        if (plan != nullptr && plan->writes_twice() && CommitScope::has_written()) {
            inner().read_with(work);  // as if it had found a dead connection: db/steady_reads.h
        }
        inner().read_with([&](Reader& reader) {
            Faulty<Reader> faulty(reader);
            work(faulty);
        });
    }

    void write(const std::function<void(Tx&)>& work) override {
        FaultPlan* plan = FaultScope::current();
        if (plan == nullptr) {
            inner().write(work);
            return;
        }
        if (plan->writes_twice()) {
            write_in_vain(work);
        }
        const auto end = AsideScope::lasts() ? Fragile::aside : Fragile::commit;
        inner().write([&](Tx& tx) {
            const FaultScope scope(plan);  // SQLite writes on a thread of its own
            FaultyTx faulty(tx, plan, end);
            work(faulty);
            faulty.break_at_commit();
        });
    }

private:
    void write_in_vain(const std::function<void(Tx&)>& work) {
        try {
            inner().write([&](Tx& tx) {
                work(tx);
                throw WrittenOnce{};
            });
        } catch (const WrittenOnce&) {  // as if the server of the database had said: once more
        }
    }
};

}  // namespace

std::unique_ptr<Database> with_faults(std::unique_ptr<Database> database) {
    return std::make_unique<FaultyDatabase>(std::move(database));
}

}  // namespace styk::db

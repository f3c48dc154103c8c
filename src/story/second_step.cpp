#include "story/second_step.h"

#include <algorithm>

#include "firm/firm_store.h"
#include "people/log_in_store.h"
#include "people/one_time_code.h"
#include "people/password.h"
#include "people/recovery_code.h"
#include "people/safe.h"
#include "people/second_step_store.h"
#include "people/secret.h"
#include "people/user_store.h"

namespace styk::story {

using people::SecondStep;
using people::User;

namespace {

[[noreturn]] void refuse(std::string pointer, std::string message) {
    refuse_if({{std::move(pointer), std::move(message)}});
    std::abort();  // not reached: there was a problem
}

[[noreturn]] void refuse_half() {
    throw Refusal(
        Code::unauthenticated, "This took too long, or too many codes were wrong. Log in again."
    );
}

[[noreturn]] void refuse_code(const SecondStep& step) {
    const bool shut = step.failed >= people::most_wrong_codes;
    throw Refusal(
        Code::unauthenticated,
        shut ? "Too many codes were wrong. Use a recovery code, or ask an administrator."
             : "This code is wrong, or it was used already.",
        {{"/code", shut ? "is not taken any more" : "is wrong, or was used already"}}
    );
}

User load_user(const SecondStepMeans& means, const Id<User>& id) {
    return means.entrance.means.database.read([&](db::Reader& reader) {
        return db::load(reader, id);
    });
}

SecondStep load_step(const SecondStepMeans& means, const Id<User>& user) {
    const auto step = means.entrance.means.database.read([&](db::Reader& reader) {
        return people::find_second_step(reader, user);
    });
    if (!step) {
        throw Refusal(Code::conflict, "There is no second step. Set one up first.");
    }
    return *step;
}

void need_on(const SecondStep& step) {
    if (!step.confirmed_at) {
        throw Refusal(Code::conflict, "The second step is not confirmed yet.");
    }
}

// Guessing codes is slowed down apart from guessing passwords: who may not try codes any more can
// still log in at another desk, and the other way round.
std::string guard_name(const Id<User>& user) {
    return "second step of " + user.text();
}

void need_password(const SecondStepMeans& means, const User& user, const Proof& proof, Instant at) {
    if (!user.password_hash) {
        throw Refusal(
            Code::conflict,
            "You log in without a password here, so the second step is your provider's."
        );
    }
    const bool right = means.entrance.guard.judge(user.email, proof.address, at, [&] {
        return people::is_password(proof.password, user.password_hash);
    });
    if (!right) {
        refuse("/password", "is not your password");
    }
}

// What a typed code is, found out before the transaction.
struct Typed {
    std::optional<std::int64_t> step;  // of the app
    std::string recovery_hash;         // else

    [[nodiscard]] bool use(db::Tx& tx, const Id<User>& user, Instant at) const {
        return step ? people::use_code(tx, user, *step)
                    : people::use_recovery_code(tx, user, recovery_hash, at);
    }
};

bool looks_like_app(std::string_view code) {
    return std::all_of(
               code.begin(), code.end(), [](char c) { return (c >= '0' && c <= '9') || c == ' '; }
           ) &&
           code.size() <= 8;
}

Typed read_code(
    const SecondStepMeans& means, const SecondStep& step, const std::string& code, Instant at
) {
    if (!looks_like_app(code)) {
        return {{}, people::hash_recovery_code(code, step.salt)};
    }
    const auto secret = means.safe.open(step.secret_sealed);
    if (!secret) {
        throw Fault("the secret of a second step was sealed with another key");
    }
    return {people::step_of_code(*secret, code, at), {}};
}

// Uses the code up and does the work, in one transaction.
void with_code(
    const SecondStepMeans& means,
    const Id<User>& user,
    const SecondStep& step,
    const Proof& proof,
    Instant at,
    const std::function<void(db::Tx&)>& work
) {
    const auto use = [&] {
        const Typed typed = read_code(means, step, proof.code, at);
        bool right = false;
        means.entrance.means.database.write([&](db::Tx& tx) {
            right = typed.use(tx, user, at);
            if (right) {
                work(tx);
            } else {
                people::note_wrong_code(tx, user);
            }
        });
        return right;
    };
    if (!means.entrance.guard.judge(guard_name(user), proof.address, at, use)) {
        refuse("/code", "is wrong, or was used already");
    }
}

struct Recovery {
    std::vector<std::string> codes, hashes;
    std::string salt;
};

Recovery make_recovery(Random& random) {
    Recovery made{people::new_recovery_codes(random), {}, people::new_salt(random)};
    for (const auto& code : made.codes) {
        made.hashes.push_back(people::hash_recovery_code(code, made.salt));
    }
    return made;
}

// Takes the place of a secret that was not confirmed.
CodeSetUp begin(const SecondStepMeans& means, const User& user, Instant at) {
    const auto& house = means.entrance.means;
    const std::string secret = people::new_code_secret(house.random);
    const SecondStep step{means.safe.seal(secret), people::new_salt(house.random), {}, 0};
    std::string firm;
    house.database.write([&](db::Tx& tx) {
        if (people::has_second_step(tx, user.id)) {
            throw Refusal(Code::conflict, "A second step is on already. Switch it off first.");
        }
        people::begin_second_step(tx, user.id, step, at);
        firm = firm::load_firm(tx).name;
    });
    return {people::to_base32(secret), people::key_uri("Styk " + firm, user.email, secret)};
}

// The code is right: on it is, within this transaction.
void confirm(
    db::Tx& tx,
    const Id<User>& user,
    std::int64_t code_step,
    const Recovery& recovery,
    const db::Change& by
) {
    if (people::has_second_step(tx, user) || !people::use_code(tx, user, code_step)) {
        throw Refusal(Code::conflict, "Somebody set this up at the same moment. Look again.");
    }
    people::confirm_second_step(tx, user, by.at);
    people::set_recovery_codes(tx, user, recovery.salt, recovery.hashes);
    db::audit(tx, by, "set_second_step", "person", user.text(), "", "");
}

// Which step of the secret that is being set up this code belongs to.
std::int64_t need_first_code(
    const SecondStepMeans& means, const Id<User>& user, const Proof& proof, Instant at
) {
    std::optional<std::int64_t> found;
    const bool right = means.entrance.guard.judge(guard_name(user), proof.address, at, [&] {
        const SecondStep step = load_step(means, user);
        const auto secret = means.safe.open(step.secret_sealed);
        found = secret ? people::step_of_code(*secret, proof.code, at) : std::nullopt;
        return found.has_value();
    });
    if (!right) {
        refuse("/code", "is not the one that the app shows now");
    }
    return *found;
}

people::HalfLogIn need_half(
    const SecondStepMeans& means, std::string_view token_hash, bool set_up, Instant at
) {
    const auto half = means.entrance.means.database.read([&](db::Reader& reader) {
        return people::find_half_log_in(reader, token_hash, at);
    });
    if (!half || half->set_up != set_up) {
        refuse_half();
    }
    return *half;
}

// A session takes the place of the half log-in.
void come_in(db::Tx& tx, Entered& entered, const Half& half, people::Way way, Instant at) {
    people::end_half_log_in(tx, half.token_hash);
    people::Origin origin = half.origin;
    origin.way = way;
    entered.user = db::load(tx, entered.user.id);
    if (!entered.user.active) {
        refuse_half();
    }
    people::add_session(tx, people::hash_secret(entered.token), entered.user.id, at, origin);
}

void tell_recovery(db::Tx& tx, const User& user, people::Way way, Instant at) {
    if (way == people::Way::recovery_code) {
        const db::Change by{{"user", user.id.text(), user.name}, at};
        db::audit(tx, by, "use_recovery_code", "person", user.id.text(), "", "");
    }
}

struct Attempt {
    const Half& shown;
    const Id<User>& user;
    const Typed& typed;
    Instant at;
};

// One try of a half log-in: a right code ends it with a session, a wrong one is noted in the same
// transaction. `tried` becomes false when it had no try left.
bool try_code(db::Database& database, const Attempt& attempt, Entered& entered, bool& tried) {
    const auto& [shown, user, typed, at] = attempt;
    const auto way = typed.step ? people::Way::code : people::Way::recovery_code;
    bool right = false;
    database.write([&](db::Tx& tx) {
        entered.user.id = user;  // the work may run twice
        tried = people::take_try(tx, shown.token_hash, at);
        right = tried && typed.use(tx, user, at);
        if (right) {
            come_in(tx, entered, shown, way, at);
            tell_recovery(tx, entered.user, way, at);
        } else if (tried) {
            people::note_wrong_code(tx, user);
        }
    });
    return right;
}

}  // namespace

StepState state_of_second_step(db::Reader& reader, const User& user) {
    const auto step = people::find_second_step(reader, user.id);
    const bool on = step && step->confirmed_at;
    return {
        on,
        on ? step->confirmed_at : std::nullopt,
        on ? people::count_recovery_codes(reader, user.id) : 0,
        people::needs_second_step(people::load_log_in_settings(reader), user.role)
    };
}

CodeSetUp begin_second_step(
    const SecondStepMeans& means, const Id<User>& id, const Proof& proof, Instant at
) {
    const User user = load_user(means, id);
    need_password(means, user, proof, at);
    return begin(means, user, at);
}

std::vector<std::string> confirm_second_step(
    const SecondStepMeans& means, const Id<User>& user, const Proof& proof, const db::Change& by
) {
    const auto step = need_first_code(means, user, proof, by.at);
    const Recovery recovery = make_recovery(means.entrance.means.random);
    means.entrance.means.database.write([&](db::Tx& tx) { confirm(tx, user, step, recovery, by); });
    return recovery.codes;
}

std::vector<std::string> renew_recovery_codes(
    const SecondStepMeans& means, const Id<User>& id, const Proof& proof, const db::Change& by
) {
    const SecondStep step = load_step(means, id);
    need_on(step);
    need_password(means, load_user(means, id), proof, by.at);
    const Recovery recovery = make_recovery(means.entrance.means.random);
    with_code(means, id, step, proof, by.at, [&](db::Tx& tx) {
        people::set_recovery_codes(tx, id, recovery.salt, recovery.hashes);
        db::audit(tx, by, "set_recovery_codes", "person", id.text(), "", "");
    });
    return recovery.codes;
}

void switch_second_step_off(
    const SecondStepMeans& means, const Id<User>& id, const Proof& proof, const db::Change& by
) {
    const User user = load_user(means, id);
    const SecondStep step = load_step(means, id);
    need_on(step);
    need_password(means, user, proof, by.at);
    with_code(means, id, step, proof, by.at, [&](db::Tx& tx) {
        if (people::needs_second_step(people::load_log_in_settings(tx), user.role)) {
            throw Refusal(Code::conflict, "Your role needs a second step, so it stays on.");
        }
        people::remove_second_step(tx, id);
        db::audit(tx, by, "remove_second_step", "person", id.text(), "", "");
    });
}

void reset_second_step(const Means& means, const Id<User>& id, const db::Change& by) {
    means.database.write([&](db::Tx& tx) {
        const User user = db::load(tx, id);
        people::remove_second_step(tx, user.id);
        db::audit(tx, by, "remove_second_step", "person", id.text(), "", "");
    });
}

Entered enter_code(const SecondStepMeans& means, const Half& shown, Instant at) {
    const auto& [house, guard] = means.entrance;
    const auto half = need_half(means, shown.token_hash, false, at);
    Entered entered{{}, people::new_session_token(house.random)};
    std::optional<SecondStep> step;
    bool tried = false;
    const bool right = guard.judge(guard_name(half.user), shown.origin.address, at, [&] {
        step = load_step(means, half.user);
        const Typed typed = read_code(means, *step, shown.code, at);
        return try_code(house.database, {shown, half.user, typed, at}, entered, tried);
    });
    if (!tried) {
        refuse_half();
    }
    if (!right) {
        refuse_code(*step);
    }
    return entered;
}

CodeSetUp begin_half_set_up(const SecondStepMeans& means, std::string_view token_hash, Instant at) {
    const auto half = need_half(means, token_hash, true, at);
    return begin(means, load_user(means, half.user), at);
}

SetUpDone finish_half_set_up(const SecondStepMeans& means, const Half& shown, Instant at) {
    const auto& house = means.entrance.means;
    const auto half = need_half(means, shown.token_hash, true, at);
    const auto step = need_first_code(means, half.user, {{}, shown.code, shown.origin.address}, at);
    const Recovery recovery = make_recovery(house.random);
    SetUpDone done{{{}, people::new_session_token(house.random)}, recovery.codes};
    done.entered.user.id = half.user;
    house.database.write([&](db::Tx& tx) {
        if (!people::find_half_log_in(tx, shown.token_hash, at)) {
            refuse_half();
        }
        const User user = db::load(tx, half.user);
        confirm(tx, half.user, step, recovery, {{"user", user.id.text(), user.name}, at});
        come_in(tx, done.entered, shown, people::Way::code, at);
    });
    return done;
}

}  // namespace styk::story

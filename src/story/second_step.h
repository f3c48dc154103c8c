// The second step of log-in: a code of an authenticator app, set up by the person, asked for after
// the password; recovery codes for when the app is gone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "story/log_in.h"

namespace styk::people {
class Safe;
}

namespace styk::story {

struct SecondStepMeans {
    Entrance entrance;
    people::Safe& safe;
};

// What the app is told: the secret to type, or the address in the QR code.
struct CodeSetUp {
    std::string secret, uri;
};

// Who asks and how they prove it. `code` is one of the app or a recovery code.
struct Proof {
    std::string password, code;
    std::string address;
};

struct StepState {
    bool on = false;
    std::optional<Instant> since;
    int recovery_codes = 0;  // that are left
    bool required = false;   // of their role
};

[[nodiscard]] StepState state_of_second_step(db::Reader& reader, const people::User& user);

// Begins anew each time, until it is confirmed. Throws Refusal{conflict} when one is on already,
// {invalid} naming /password when it is wrong.
[[nodiscard]] CodeSetUp begin_second_step(
    const SecondStepMeans& means, const Id<people::User>& user, const Proof& proof, Instant at
);

// The app shows the right code: from now on it is asked for. Gives the recovery codes, this once.
[[nodiscard]] std::vector<std::string> confirm_second_step(
    const SecondStepMeans& means,
    const Id<people::User>& user,
    const Proof& proof,
    const db::Change& by
);

[[nodiscard]] std::vector<std::string> renew_recovery_codes(
    const SecondStepMeans& means,
    const Id<people::User>& user,
    const Proof& proof,
    const db::Change& by
);

// Throws Refusal{conflict} when their role needs it.
void switch_second_step_off(
    const SecondStepMeans& means,
    const Id<people::User>& user,
    const Proof& proof,
    const db::Change& by
);

// An administrator takes it away from somebody who has lost app and codes.
void reset_second_step(const Means& means, const Id<people::User>& user, const db::Change& by);

// A half log-in as its cookie shows it.
struct Half {
    std::string token_hash;
    std::string code;
    people::Origin origin;  // its way is set here
};

// Throws Refusal{unauthenticated}: naming /code when that was wrong, without a problem when the
// half log-in is over and the password must be given again.
[[nodiscard]] Entered enter_code(const SecondStepMeans& means, const Half& half, Instant at);

// The same where the second step is set up first.
[[nodiscard]] CodeSetUp begin_half_set_up(
    const SecondStepMeans& means, std::string_view token_hash, Instant at
);

struct SetUpDone {
    Entered entered;
    std::vector<std::string> recovery_codes;
};

[[nodiscard]] SetUpDone finish_half_set_up(
    const SecondStepMeans& means, const Half& half, Instant at
);

}  // namespace styk::story

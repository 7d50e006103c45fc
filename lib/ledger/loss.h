// What a follower knows that a store does not.
//
// A store that was put back to an earlier state, whole, looks sound from inside. A follower that
// has applied more of the same stream, or another event at the same place, proves that
// acknowledged writes are gone.

#ifndef MINGCE_LIB_LEDGER_LOSS_H_
#define MINGCE_LIB_LEDGER_LOSS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"

namespace mingce::ledger {

// Whether `refusal`, which ReadEvents gave for `cursor`, means that the stream of the cursor's
// epoch once went on otherwise than it does here.
bool ProvesLoss(const absl::Status& refusal, const Cursor& cursor);

// Keeps the proof in the store, durably, so that no later start serves it: what is missing would be
// answered with a confident "no". Only the word of a service of the suite is to be taken. Blocks;
// not from the writer's thread. Returns StoreBehind, or why the proof could not be kept.
absl::Status KeepProofOfLoss(Ledger* ledger, std::uint8_t meta_table, const Cursor& proof);

// STORE_BEHIND where a proof is kept; checked before a service answers anything. A copy of the
// store that has all the events has no proof in it.
absl::Status CheckNoLossIsProved(const kv::Reader& store, std::uint8_t meta_table);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_LOSS_H_

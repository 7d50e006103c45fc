// The hash chain that makes a log tamper-evident: the event log and the audit log use the same one.
//
//   hash(n) = SHA-256(0x00 | hash(n-1) | encoded(n))        hash before the first entry:
//   kChainStart
//
// 0x00 marks a leaf as in RFC 6962, so that a Merkle tree's inner nodes (0x01) can be put over the
// same entries later. The 32 bytes of the previous hash have a fixed length, so nothing else needs
// delimiting. A chain shows every change before its last hash to whoever holds that hash; it cannot
// show that entries were cut off its end to someone who holds no later hash.
//
// These bytes are on disk and in consumers' cursors. Changing them needs a new epoch.

#ifndef MINGCE_LIB_SEAL_CHAIN_H_
#define MINGCE_LIB_SEAL_CHAIN_H_

#include "absl/strings/string_view.h"
#include "lib/seal/digest.h"

namespace mingce::seal {

inline constexpr Digest kChainStart = {};  // 32 zero bytes

// The hash of the entry `encoded` that follows the one whose hash is `previous`. Thread-safe.
Digest ChainHash(const Digest& previous, absl::string_view encoded);

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_CHAIN_H_

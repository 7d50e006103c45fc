// Page sizes and tokens (AIP-158), and the request ids of mutations (AIP-155).

#ifndef MINGCE_LIB_RPC_PAGING_H_
#define MINGCE_LIB_RPC_PAGING_H_

#include <google/protobuf/message.h>

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/ledger/ledger.h"

namespace mingce::rpc {

// `asked` within 1..most; 0 means `usual`, more than `most` counts as `most`. Negative: BAD_PAGE_SIZE.
absl::StatusOr<std::size_t> PageSize(int asked, std::size_t usual, std::size_t most);

// A token that leads on after `last_key`, bound to `filter` (everything else that was asked). It
// grants nothing: rights are checked anew with each page.
std::string PageToken(absl::string_view last_key, absl::string_view filter);

// The key in `token`; "" for an empty token. BAD_PAGE_TOKEN when it was not made for `filter`.
absl::StatusOr<std::string> KeyAfterPage(absl::string_view token, absl::string_view filter);

// The key of a mutation: its caller, its id, and a fingerprint of everything else in `request`.
// `request` has a string field `request_id`. REQUEST_ID_INVALID when that is not a version 4 UUID.
absl::StatusOr<ledger::RequestKey> RequestKeyOf(absl::string_view caller,
                                                const google::protobuf::Message& request);

// "organizations/x" → "x" with collection "organizations"; BAD_NAME when it is not of that form or
// the id is not an opaque id (`opaque`) or not [a-z0-9_-]{1,63} (not `opaque`).
absl::StatusOr<std::string> IdFromName(absl::string_view name, absl::string_view collection,
                                       bool opaque);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_PAGING_H_

// The refusals every service shares; lib/call/errors.h has those of rights. Domain "mingce.rpc".

#ifndef MINGCE_LIB_RPC_ERRORS_H_
#define MINGCE_LIB_RPC_ERRORS_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::rpc {

absl::Status IdentityMissing();   // UNAUTHENTICATED, IDENTITY_MISSING: no SPIFFE URI
absl::Status DeadlineRequired();  // INVALID_ARGUMENT, DEADLINE_REQUIRED: set one on the call
absl::Status DeadlinePassed();    // DEADLINE_EXCEEDED, DEADLINE_PASSED: before work began
absl::Status
RequestUnreadable();  // INVALID_ARGUMENT, REQUEST_UNREADABLE: not a message of its type
// INVALID_ARGUMENT, CONTROL_CHARACTER; `field` is the path of the text, such as "quotas[0].title".
absl::Status ControlCharacter(absl::string_view field);
// INVALID_ARGUMENT, REQUEST_TOO_LARGE: more bytes, or fields in all its messages, than it may have.
absl::Status RequestTooLarge(std::size_t most_bytes);
absl::Status RequestHasTooManyParts(std::size_t most);
// INVALID_ARGUMENT, TOO_MANY_ITEMS: of `field`, which is a name in a contract.
absl::Status TooManyItems(absl::string_view field, std::size_t most);
absl::Status
CallsNotSent();  // RESOURCE_EXHAUSTED, CALLS_NOT_SENT: at the door, so by its sentence alone
absl::Status CallsGivenUp();      // RESOURCE_EXHAUSTED, CALLS_GIVEN_UP: heard as its sentence
absl::Status QueueFull();         // RESOURCE_EXHAUSTED, QUEUE_FULL: retry later
absl::Status RequestIdInvalid();  // INVALID_ARGUMENT, REQUEST_ID_INVALID
absl::Status BadPageToken();      // INVALID_ARGUMENT, BAD_PAGE_TOKEN
absl::Status BadPageSize();       // INVALID_ARGUMENT, BAD_PAGE_SIZE
// INVALID_ARGUMENT, BAD_NAME; `pattern` such as "members/{member}".
absl::Status BadName(absl::string_view pattern);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_ERRORS_H_

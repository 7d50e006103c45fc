// Page sizes and tokens (AIP-158).
//
// A token, before base64url without padding:
//
//   token := version key tag
//   version := u8         2
//   key     := bytes      of the last row given
//   tag     := 16 bytes   of the Mac, over version, method, caller and filter (each u64 length and
//                         bytes) and key
//
// It holds keys in the clear, and they name rows by opaque ids only.

#ifndef MINGCE_LIB_RPC_PAGING_H_
#define MINGCE_LIB_RPC_PAGING_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::rpc {

// `asked` within 1..most; 0 means `usual`, more than `most` counts as `most`. Negative:
// BAD_PAGE_SIZE.
absl::StatusOr<std::size_t> PageSize(int asked, std::size_t usual, std::size_t most);

// Which list a token belongs to. A change of any of it makes the token one of another list.
struct PagedList {
  std::string method;  // "members.ListMembers"
  std::string caller;  // identity
  std::string filter;  // everything else that was asked, but for the page itself
};

// Makes and reads tokens that nobody else can make. A token grants nothing even so: rights are
// checked anew with each page. Thread-safe if the Mac is.
class PageTokens {
 public:
  // At least 16 bytes that nobody can tell who has not the key, the same for the same bytes. Under
  // a key that a restart changes, a list that was begun before it is refused, and begun anew.
  using Mac = std::function<std::string(absl::string_view bytes)>;

  explicit PageTokens(Mac mac) : mac_(std::move(mac)) {}

  // A token that leads on from the row of `key`, which is not empty.
  std::string Make(const PagedList& list, absl::string_view key) const;

  // The key in `token`: of the last row of the page before, "" for an empty token. BAD_PAGE_TOKEN
  // when it was made for another list, or not here, or changed in any way.
  absl::StatusOr<std::string> Read(const PagedList& list, absl::string_view token) const;

 private:
  std::string TagOf(const PagedList& list, absl::string_view key) const;

  Mac mac_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_PAGING_H_

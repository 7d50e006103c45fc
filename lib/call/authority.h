// Who may do what, now.

#ifndef MINGCE_LIB_CALL_AUTHORITY_H_
#define MINGCE_LIB_CALL_AUTHORITY_H_

#include <functional>
#include <memory>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "lib/access/access.h"
#include "lib/access/grant.h"
#include "lib/access/tree.h"

namespace mingce {

// Of one moment, so that who stands below whom and who was granted what fit together. Never null.
struct AccessFacts {
  std::shared_ptr<const access::Tree> tree;
  std::shared_ptr<const access::Grants> grants;
  // Whether they are of the register at all: false as long as a service that follows it has not
  // heard of it.
  bool heard = true;
};

// The newest facts; thread-safe unless its owner says otherwise.
using AccessFactsNow = std::function<AccessFacts()>;

// Thread-safe unless its owner says otherwise.
class Authority {
 public:
  virtual ~Authority() = default;
  // What `identity` may do on `day`, by the newest facts; nothing for one that nobody has heard of.
  virtual access::Access AccessOf(absl::string_view identity, absl::CivilDay day) const = 0;
};

}  // namespace mingce

#endif  // MINGCE_LIB_CALL_AUTHORITY_H_

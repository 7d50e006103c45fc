// What the bindings file gives and what the registry has granted since, together.

#ifndef MINGCE_LIB_RPC_AUTHORIZER_H_
#define MINGCE_LIB_RPC_AUTHORIZER_H_

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "lib/base/mutex.h"
#include "lib/call/authority.h"

namespace mingce::rpc {

// As thread-safe as its facts.
class Authorizer final : public Authority {
 public:
  // `bindings` as ReadBindings gives them. A revocation among the facts holds for them too.
  Authorizer(std::vector<access::Grant> bindings, AccessFactsNow facts);

  access::Access AccessOf(absl::string_view identity, absl::CivilDay day) const override;

  // Whether `identity` is known to have no right at all on `day`: nothing in force was granted to
  // it, or it is blocked. Of facts that are not heard yet nobody can say that.
  bool IsStranger(absl::string_view identity, absl::CivilDay day) const;

 private:
  // The grants with the bindings among them; made anew when the grants are others.
  std::shared_ptr<const access::Grants> With(std::shared_ptr<const access::Grants> grants) const;

  const std::vector<access::GrantChange> bindings_;
  const AccessFactsNow facts_;
  mutable Mutex mu_;
  mutable std::shared_ptr<const access::Grants> seen_ ABSL_GUARDED_BY(mu_);
  mutable std::shared_ptr<const access::Grants> merged_ ABSL_GUARDED_BY(mu_);
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_AUTHORIZER_H_

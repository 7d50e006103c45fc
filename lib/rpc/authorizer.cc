#include "lib/rpc/authorizer.h"

#include <utility>

namespace mingce::rpc {

Authorizer::Authorizer(std::vector<access::Grant> bindings, AccessFactsNow facts)
    : bindings_(bindings.begin(), bindings.end()), facts_(std::move(facts)) {}

access::Access Authorizer::AccessOf(absl::string_view identity, absl::CivilDay day) const {
  AccessFacts facts = facts_();
  return access::Access(std::move(facts.tree), *With(std::move(facts.grants)), identity, day);
}

bool Authorizer::IsStranger(absl::string_view identity, absl::CivilDay day) const {
  AccessFacts facts = facts_();
  if (!facts.heard) return false;
  const std::shared_ptr<const access::Grants> grants = With(std::move(facts.grants));
  return !access::Access(std::move(facts.tree), *grants, identity, day).MayAnything();
}

std::shared_ptr<const access::Grants> Authorizer::With(
    std::shared_ptr<const access::Grants> grants) const {
  MutexLock lock(&mu_);
  if (seen_ != grants) {
    merged_ = std::make_shared<const access::Grants>(grants->With(bindings_));
    seen_ = std::move(grants);
  }
  return merged_;
}

}  // namespace mingce::rpc

#include "lib/access/grant.h"

#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace mingce::access {
namespace {

constexpr auto kById = [](const auto& a, const auto& b) { return a->id < b->id; };
constexpr auto kByIdentity = [](const auto& a, const auto& b) {
  return std::tie(a->identity, a->id) < std::tie(b->identity, b->id);
};

}  // namespace

Grants Grants::With(absl::Span<const GrantChange> changes) const {
  Grants next = *this;
  for (const GrantChange& change : changes) {
    std::visit([&next](const auto& made) { next.Apply(made); }, change);
  }
  return next;
}

void Grants::Apply(const Grant& grant) {
  Apply(Withdrawal{grant.id});
  const Held held = std::make_shared<const Grant>(grant);
  by_id_.Insert(held, kById);
  by_identity_.Insert(held, kByIdentity);
}

void Grants::Apply(const Withdrawal& withdrawal) {
  const Held held = Find(withdrawal.grant_id);
  if (held == nullptr) return;
  by_id_.Erase(held, kById);
  by_identity_.Erase(held, kByIdentity);
}

void Grants::Apply(const Revocation& revocation) {
  revoked_.Insert(revocation.identity, std::less<>());
}

void Grants::Apply(const Reinstatement& reinstatement) {
  revoked_.Erase(reinstatement.identity, std::less<>());
}

std::shared_ptr<const Grant> Grants::Find(absl::string_view grant_id) const {
  Held found;
  by_id_.VisitFrom([grant_id](const Held& held) { return held->id < grant_id; },
                   [&](const Held& held) {
                     if (held->id == grant_id) found = held;
                     return false;
                   });
  return found;
}

bool Grants::IsRevoked(absl::string_view identity) const {
  bool found = false;
  revoked_.VisitFrom([identity](const std::string& other) { return other < identity; },
                     [&](const std::string& other) {
                       found = other == identity;
                       return false;
                     });
  return found;
}

std::vector<std::shared_ptr<const Grant>> Grants::InForce(absl::string_view identity,
                                                          absl::CivilDay day) const {
  std::vector<Held> in_force;
  if (IsRevoked(identity)) return in_force;
  by_identity_.VisitFrom([identity](const Held& held) { return held->identity < identity; },
                         [&](const Held& held) {
                           if (held->identity != identity) return false;
                           if (held->IsInForce(day)) in_force.push_back(held);
                           return true;
                         });
  return in_force;
}

}  // namespace mingce::access

// A campaign's quota plan (annex 1): how many members each unit is to register. The rows need not
// add up to the campaign's target: what is not allocated stays visible as a reserve (D-13).

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_QUOTA_PLAN_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_QUOTA_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "lib/gb/date.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/union_kinds.h"

namespace mingce::registry {

// An annex of a county has some 55 rows; ten times that is a mistake of the caller's.
inline constexpr std::size_t kMaxQuotaRows = 500;

struct QuotaRow {
  std::string section;  // "county" or "township"
  std::int32_t seq = 0;
  std::string title;
  std::int64_t target = 0;
  std::string union_kind;                      // suggested, for a unit that is not known yet
  std::optional<OrganizationId> organization;  // bound by SetQuotaPlan

  friend bool operator==(const QuotaRow&, const QuotaRow&) = default;
};

struct QuotaPlan {
  std::string document_number;
  gb::Date effective_on;
  std::vector<QuotaRow> rows;
  std::string author;
  absl::Time recorded;

  std::int64_t allocated() const;
};

// What is wrong with one row; `row` counts from 1.
struct QuotaFault {
  enum class Kind { kBadTarget, kDuplicate, kSectionUnknown, kKindUnknown, kTitleMissing };
  Kind kind;
  std::size_t row = 0;
};

// The first fault: targets are at least 1, sections known, kinds such as may have a quota (or empty),
// (section,
// seq) and title each unique.
std::optional<QuotaFault> CheckQuotaRows(const std::vector<QuotaRow>& rows,
                                         const UnionKinds& kinds);

// Whether both set the same, whoever did.
bool SameContent(const QuotaPlan& a, const QuotaPlan& b);

// A unit that a plan names and the register does not know: planned, without codes. Its reasons: a
// base union's host unit has a code that is not known yet (2), other kinds have no unit (1); the
// union's own code is in progress (2).
Organization PlannedUnit(const UnionKinds& kinds, OrganizationId id, OrganizationId county,
                         const QuotaRow& row);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_QUOTA_PLAN_H_

// A collection campaign: its days, its target, the forms it works with, and its quota plan (annex
// 1): how many members each unit is to register. The rows need not add up to the campaign's target:
// what is not allocated stays visible as a reserve (D-13).

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_CAMPAIGN_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_CAMPAIGN_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/gb/date.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/union_kinds.h"

namespace mingce::registry {

// Listing campaigns is never paged: nobody runs more than a few a year.
inline constexpr std::size_t kMaxCampaigns = 100;

struct Campaign {
  explicit Campaign(OrganizationId county) : organization(std::move(county)) {}

  std::string id;  // chosen by the creator
  std::string title;
  std::string document_number;
  OrganizationId organization;  // the county federation
  gb::Date start_on;
  gb::Date forms_due_on;  // inclusive (D-15)
  gb::Date entry_due_on;  // inclusive (D-15)
  std::int64_t target = 0;
  std::string organization_form;    // id
  std::string member_form;          // id
  std::int64_t quota_revision = 0;  // newest revision of the quota plan; 0 for none
};

// Whether `id` is 4 to 63 of [a-z0-9-].
bool IsCampaignId(absl::string_view id);

enum class CampaignFault { kNone, kTitleMissing, kDocumentMissing, kBadDates, kBadTarget };

// The days exist, are not before 1900 and come in the order start, forms due, entry due; the target
// is at least 1.
CampaignFault CheckCampaign(const Campaign& campaign);

// Whether both ask for the same, whatever plans have been set since.
bool SameContent(const Campaign& a, const Campaign& b);

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

// A quota plan with its place.
struct PlacedQuotaPlan {
  std::string campaign;
  std::int64_t revision = 0;  // 0: checked only
  QuotaPlan plan;

  // `campaigns/{campaign}/quotaPlans/{revision}`.
  std::string ResourceName() const;
};

// What is wrong with one row; `row` counts from 1.
struct QuotaFault {
  enum class Kind {
    kBadTarget,
    kDuplicate,
    kSectionUnknown,
    kKindUnknown,
    kTitleMissing,
    kUnitAmbiguous,  // several organisations bear the title; needs the register
  };
  Kind kind;
  std::size_t row = 0;
};

// The first fault: targets are at least 1, sections known, kinds such as may have a quota (or
// empty), (section, seq) and title each unique.
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

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_CAMPAIGN_H_

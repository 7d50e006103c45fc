#include "services/reporting/domain/row_finder.h"

#include <cstddef>
#include <optional>

namespace mingce::reporting {
namespace {

constexpr std::int32_t kNotWalked = -2;

}  // namespace

RowFinder::RowFinder(const Organizations* organizations, const QuotaPlan& plan, absl::Time known_at)
    : organizations_(organizations), known_at_(known_at), own_row_(organizations->size(), kNoRow) {
  for (std::size_t row = 0; row < plan.quotas.size(); ++row) {
    const std::optional<OrganizationRef> organization =
        organizations->Find(plan.quotas[row].organization);
    if (!organization.has_value() || own_row_[*organization] != kNoRow) continue;
    own_row_[*organization] = static_cast<std::int32_t>(row);
  }
}

RowFinder::RowsOfTree& RowFinder::TreeOn(absl::CivilDay day) {
  if (newest_tree_ == nullptr || day != newest_day_) {
    newest_day_ = day;
    newest_tree_ =
        &trees_.try_emplace(organizations_->LatestChange(day), own_row_.size(), kNotWalked)
             .first->second;
  }
  return *newest_tree_;
}

std::int32_t RowFinder::Find(OrganizationRef organization, absl::CivilDay day) {
  RowsOfTree& rows = TreeOn(day);
  passed_.clear();
  std::int32_t row = kNoRow;
  for (OrganizationRef at = organization;;) {
    if (rows[at] != kNotWalked) {
      row = rows[at];
      break;
    }
    // What is passed is marked at once, so a circle comes to its own mark and ends.
    rows[at] = own_row_[at];
    passed_.push_back(at);
    if (own_row_[at] != kNoRow) {
      row = own_row_[at];
      break;
    }
    const Organization* known = organizations_->On(at, day, known_at_);
    if (known == nullptr || !known->parent.has_value()) break;
    at = *known->parent;
  }
  if (row != kNoRow) {
    for (const OrganizationRef passed : passed_) rows[passed] = row;
  }
  return row;
}

}  // namespace mingce::reporting

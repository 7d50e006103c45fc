#include "services/registry/app/quota_plans.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "lib/base/day.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/history/timeline.h"
#include "services/registry/app/campaigns.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/organization_form.h"
#include "services/registry/app/organization_record.h"
#include "services/registry/app/tree_walk.h"
#include "services/registry/storage/catalogue_store.h"
#include "services/registry/storage/organization_store.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

using Kind = QuotaFault::Kind;

// The organisation that `plan` bound a row of this title to, if it is still open. A plan that is
// set again means the same units, whatever they have been renamed to and wherever they were moved.
absl::StatusOr<std::optional<Organization>> BoundBefore(const kv::Reader& reader,
                                                        const QuotaPlan& plan,
                                                        absl::string_view title) {
  for (const QuotaRow& row : plan.rows) {
    if (!row.organization.has_value() || NormalizeName(row.title) != NormalizeName(title)) continue;
    MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> bound,
                            FindOrganization(reader, *row.organization));
    if (bound.has_value() && !bound->closed) return bound;
  }
  return std::nullopt;
}

// The newest plans of the county's campaigns: `campaign`'s own first, then those of the others, the
// latest set first. What a campaign before has bound is still meant by its title.
absl::StatusOr<std::vector<QuotaPlan>> PlansOf(const kv::Reader& reader, const Campaign& campaign) {
  MINGCE_ASSIGN_OR_RETURN(std::vector<Campaign> campaigns, AllCampaigns(reader));
  std::vector<QuotaPlan> own;
  std::vector<QuotaPlan> others;
  for (const Campaign& known : campaigns) {
    if (known.organization != campaign.organization) continue;
    MINGCE_ASSIGN_OR_RETURN(std::optional<PlacedQuotaPlan> set,
                            FindQuotaPlan(reader, known.id, known.quota_revision));
    if (set.has_value()) (known.id == campaign.id ? own : others).push_back(std::move(set->plan));
  }
  std::sort(others.begin(), others.end(),
            [](const QuotaPlan& a, const QuotaPlan& b) { return a.recorded > b.recorded; });
  std::move(others.begin(), others.end(), std::back_inserter(own));
  return own;
}

// Whether a row of one of `plans` is bound to `organization`.
bool IsBoundIn(const std::vector<QuotaPlan>& plans, const OrganizationId& organization) {
  return std::any_of(plans.begin(), plans.end(), [&](const QuotaPlan& plan) {
    return std::any_of(plan.rows.begin(), plan.rows.end(),
                       [&](const QuotaRow& row) { return row.organization == organization; });
  });
}

// The open bearers of the title directly below the county, one or none; `collected` leaves out
// those that a plan has only named.
absl::StatusOr<std::optional<OrganizationId>> BearerOf(const kv::Reader& reader,
                                                       const OrganizationId& county,
                                                       const QuotaRow& row, std::size_t number,
                                                       bool collected) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> bearers,
                          BearersOf(reader, county, row.title));
  std::optional<OrganizationId> found;
  for (const Organization& bearer : bearers) {
    if (bearer.closed || (collected && !bearer.collected)) continue;
    if (found.has_value()) return QuotaRefused({Kind::kUnitAmbiguous, number});
    found = bearer.id;
  }
  return found;
}

struct Bound {
  OrganizationId organization;
  bool is_new = false;
};

// The organisation that row number `number` means; made as planned where there is none.
absl::StatusOr<Bound> Bind(const Recording& recording, const OrganizationId& county,
                           const std::vector<QuotaPlan>& plans, const QuotaRow& row,
                           std::size_t number) {
  const kv::Reader& reader = *recording.transaction;
  for (const QuotaPlan& plan : plans) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> before,
                            BoundBefore(reader, plan, row.title));
    if (!before.has_value()) continue;
    if (before->collected) return Bound{before->id};
    // Only named so far. A union that was registered beside it, and has been given the title since,
    // is what was meant, if there is one such union and no other row's.
    const absl::StatusOr<std::optional<OrganizationId>> bearer =
        BearerOf(reader, county, row, number, /*collected=*/true);
    if (!bearer.ok() && ReasonOf(bearer.status()) != "UNIT_AMBIGUOUS") return bearer.status();
    if (!bearer.ok() || !bearer->has_value() || IsBoundIn(plans, **bearer)) {
      return Bound{before->id};
    }
    return Bound{**bearer};
  }
  MINGCE_ASSIGN_OR_RETURN(const std::optional<OrganizationId> found,
                          BearerOf(reader, county, row, number, /*collected=*/false));
  if (found.has_value()) return Bound{*found};
  if (row.union_kind.empty()) return QuotaRefused({Kind::kKindUnknown, number});
  Organization unit =
      PlannedUnit(*recording.kinds, *OrganizationId::FromText(NewOpaqueId()), county, row);
  const absl::Status placed = CheckTree(reader, *recording.kinds, unit, /*height=*/1);
  if (absl::IsFailedPrecondition(placed)) return QuotaRefused({Kind::kKindUnknown, number});
  MINGCE_RETURN_IF_ERROR(placed);
  return Bound{RecordNew(recording, std::move(unit)).id, /*is_new=*/true};
}

// `dry_run`: the answer leaves out what would have to be made.
absl::StatusOr<PlacedQuotaPlan> Decide(const QuotaPlanInput& asked, const Recording& recording,
                                       const std::string& author, bool dry_run) {
  ledger::Transaction* transaction = recording.transaction;
  MINGCE_ASSIGN_OR_RETURN(Campaign campaign, GetCampaign(*transaction, asked.campaign));
  PlacedQuotaPlan placed;
  placed.campaign = asked.campaign;
  placed.plan = {.document_number = asked.document_number,
                 .effective_on = asked.effective_on.value_or(campaign.start_on),
                 .rows = asked.rows,
                 .author = author,
                 .recorded = transaction->now()};
  MINGCE_ASSIGN_OR_RETURN(const history::Timeline<QuotaPlan> set,
                          QuotaPlansOf(*transaction, campaign));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<QuotaPlan> plans, PlansOf(*transaction, campaign));
  std::set<OrganizationId> seen;
  std::vector<QuotaRow*> made;
  for (std::size_t i = 0; i < placed.plan.rows.size(); ++i) {
    QuotaRow& row = placed.plan.rows[i];
    MINGCE_ASSIGN_OR_RETURN(const Bound bound,
                            Bind(recording, campaign.organization, plans, row, i + 1));
    row.organization = bound.organization;
    if (bound.is_new) made.push_back(&row);
    if (!seen.insert(bound.organization).second) return QuotaRefused({Kind::kDuplicate, i + 1});
  }
  const history::Version<QuotaPlan>* same_day = set.On(gb::ToCivilDay(placed.plan.effective_on));
  if (same_day != nullptr && SameContent(same_day->value, placed.plan)) {
    placed.revision = same_day->revision;
    placed.plan = same_day->value;
    return placed;
  }
  if (dry_run) {
    for (QuotaRow* row : made) row->organization.reset();
    return placed;
  }
  placed.revision = ++campaign.quota_revision;
  PutRow(campaign, transaction);
  PutRow(placed, transaction);
  transaction->AppendEvent(QuotaPlanSet(placed));
  return placed;
}

// What can be known before the writer decides: the shape of the rows, and the kinds of unions.
absl::StatusOr<OrganizationForm> Prepare(const kv::Reader& reader, const QuotaPlanInput& asked) {
  if (asked.rows.empty()) return NoRows();
  if (asked.rows.size() > kMaxQuotaRows) return TooManyRows(kMaxQuotaRows);
  if (asked.document_number.empty()) return FieldMissing("document_number");
  if (asked.effective_on.has_value() && !gb::IsDayFrom1900(*asked.effective_on)) {
    return NoSuchDay("effective_on");
  }
  MINGCE_ASSIGN_OR_RETURN(const Campaign campaign, GetCampaign(reader, asked.campaign));
  MINGCE_ASSIGN_OR_RETURN(OrganizationForm form,
                          LoadOrganizationForm(reader, campaign.organization_form));
  if (const auto fault = CheckQuotaRows(asked.rows, form.kinds)) return QuotaRefused(*fault);
  return form;
}

absl::StatusOr<PlacedQuotaPlan> PlanInForce(const Register& parts, absl::Time now,
                                            absl::string_view campaign, const AsOf& asked) {
  if (asked.day.has_value() && !gb::IsDayFrom1900(*asked.day)) return NoSuchDay("as_of");
  if (asked.known_at.has_value() && *asked.known_at > now) return KnownAtInFuture();
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Campaign> found,
                          FindCampaign(*parts.store, campaign));
  if (!found.has_value()) return QuotaPlanNotFound();
  MINGCE_ASSIGN_OR_RETURN(const history::Timeline<QuotaPlan> plans,
                          QuotaPlansOf(*parts.store, *found));
  const absl::CivilDay day = asked.day.has_value() ? gb::ToCivilDay(*asked.day) : BeijingDay(now);
  const history::Version<QuotaPlan>* plan =
      plans.On(day, asked.known_at.value_or(absl::InfiniteFuture()));
  if (plan == nullptr) return QuotaPlanNotFound();
  return PlacedQuotaPlan{
      .campaign = std::string(campaign), .revision = plan->revision, .plan = plan->value};
}

}  // namespace

void SetQuotaPlan(const Register& parts, const Call& call, QuotaPlanInput asked, Mutation mutation,
                  Done<PlacedQuotaPlan> done) {
  absl::StatusOr<OrganizationForm> form = Prepare(*parts.store, asked);
  AuditSubject about{.subject = MakeResourceName(kCampaigns, asked.campaign),
                     .organization = "",
                     .count = static_cast<std::uint32_t>(asked.rows.size())};
  SubmitMutation<PlacedQuotaPlan>(
      parts, call, std::move(mutation), {.permission = policy::v1::CAMPAIGN_WRITE},
      std::move(about),
      [author = call.identity, asked = std::move(asked),
       form = std::move(form)](const Decision& decision) -> absl::StatusOr<PlacedQuotaPlan> {
        if (!form.ok()) return form.status();
        return Decide(asked, RecordingFor(decision, form->kinds), author, decision.validate_only);
      },
      std::move(done));
}

absl::StatusOr<PlacedQuotaPlan> GetQuotaPlan(const Register& parts, const Call& call,
                                             absl::string_view campaign,
                                             std::optional<std::int64_t> revision,
                                             const AsOf& asked) {
  if (!revision.has_value()) return PlanInForce(parts, call.now, campaign, asked);
  if (!asked.IsNow()) return AsOfWithRevision();
  MINGCE_ASSIGN_OR_RETURN(std::optional<PlacedQuotaPlan> plan,
                          FindQuotaPlan(*parts.store, campaign, *revision));
  if (!plan.has_value()) return QuotaPlanNotFound();
  return *std::move(plan);
}

}  // namespace mingce::registry

#include "cli/import/members.h"

#include <optional>
#include <thread>
#include <utility>

#include "cli/import/form_copy.h"
#include "cli/import/job.h"
#include "cli/import/template_claims.h"
#include "cli/import/wire.h"
#include "cli/run/lookup.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/intake/duplicates.h"

namespace mingce::cli {
namespace {

// More only wait in the writer's queue; measured with 37,689 rows on two cores.
constexpr int kCallsInFlight = 4;

constexpr absl::Duration kMirrorPause = absl::Milliseconds(100);

// Members follow the registry a moment behind. Organisations imported just before should be known
// when the first row arrives, so waits until members have applied what the registry has now. Only a
// courtesy: when either cannot be asked, the import goes on, and rows say what they miss.
void WaitForMirror(const Session& session, const Connection& connection) {
  const auto registry =
      connection.CallWithin(absl::ZeroDuration(), &Registry::GetStatus, {}, absl::Seconds(2));
  if (!registry.ok()) return;
  const absl::Time until = session.clock().Now() + absl::Seconds(session.settings().retry_seconds);
  while (session.clock().Now() < until) {
    const auto members =
        connection.CallWithin(absl::ZeroDuration(), &Members::GetStatus, {}, absl::Seconds(2));
    if (!members.ok()) return;
    if (members->registry_applied().epoch() == registry->head().epoch() &&
        members->registry_applied().sequence() >= registry->head().sequence()) {
      return;
    }
    std::this_thread::sleep_for(absl::ToChronoMilliseconds(kMirrorPause));
  }
}

}  // namespace

absl::StatusOr<Answer> ImportMembers(Session& session, const ImportOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(const CampaignAndForm both,
                          FetchMemberForm(session, *connection, options.campaign));
  std::string organization;
  if (!options.organization.empty()) {
    MINGCE_ASSIGN_OR_RETURN(organization, OrganizationName(*connection, options.organization));
  }
  WaitForMirror(session, *connection);

  ImportPlan plan;
  MINGCE_ASSIGN_OR_RETURN(plan.form, form::FormFromProto(both.form));
  plan.rules = RulesFor(both.campaign, /*members=*/true);
  if (!organization.empty()) plan.rules.columns_not_needed.insert("union");
  std::optional<gb::CodeList> id_types;
  if (both.id_types.values_size() > 0) {
    MINGCE_ASSIGN_OR_RETURN(id_types, form::CodeListFromProto(both.id_types));
  }
  const absl::CivilDay day = BeijingDay(session.clock().Now());
  plan.keys = intake::DocumentKeys(plan.form, std::move(id_types),
                                   {static_cast<int>(day.year()), day.month(), day.day()});
  plan.in_flight = kCallsInFlight;
  plan.prepare = [&](intake::FormRows* sent) {
    if (organization.empty()) return;
    for (const std::string& column : sent->columns) {
      if (column == "union") return;
    }
    sent->columns.push_back("union");  // empty in every row: the default applies
  };
  plan.send = [&](const intake::FormRows& sent,
                  const std::string& request_id) -> absl::StatusOr<std::vector<RowAnswer>> {
    auto request = ToRequest<members::v1::ImportMembersRequest>(
        sent, request_id, both.campaign.name(), options.dry_run);
    request.set_default_organization(organization);
    MINGCE_ASSIGN_OR_RETURN(members::v1::ImportMembersResponse response,
                            connection->Call(&Members::ImportMembers, request, kBatchDeadline));
    return TakeAnswers(std::move(response));
  };
  return RunImport(session, options, plan);
}

}  // namespace mingce::cli

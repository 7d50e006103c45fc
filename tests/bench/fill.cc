#include "tests/bench/fill.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/run/lookup.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "cli/run/reporting.h"
#include "lib/base/error.h"
#include "lib/base/mutex.h"
#include "lib/base/status_macros.h"
#include "lib/intake/chunks.h"

namespace mingce::bench {
namespace {

constexpr std::size_t kThousand = 1'000 / kRowsPerCall;  // in calls
constexpr absl::Duration kCatchingUp = absl::Minutes(15);
constexpr std::int64_t kSayEvery = 100'000;  // members

absl::Duration Mean(const std::vector<absl::Duration>& all, std::size_t begin, std::size_t count) {
  if (begin + count > all.size()) return absl::ZeroDuration();
  const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin);
  return std::accumulate(from, from + static_cast<std::ptrdiff_t>(count), absl::ZeroDuration()) /
         static_cast<std::int64_t>(count);
}

// A register that refuses generated rows is not the one that is to be measured.
template <typename Response>
absl::Status CheckTaken(const Response& response) {
  for (const auto& result : response.results()) {
    if (result.outcome() != type::REJECTED) continue;
    if (result.findings().empty())
      return absl::InternalError("a row was refused without a finding");
    const type::Finding& why = *result.findings().rbegin();
    return MakeError(absl::StatusCode::kFailedPrecondition,
                     absl::StrCat(why.field(), ": ", why.message_en()),
                     {.reason = why.reason(),
                      .domain = "mingce.bench",
                      .message_zh = absl::StrCat(why.field(), "：", why.message())});
  }
  return absl::OkStatus();
}

// A generated row names the county federation, which has no code, by its name, and the tool that
// sends it by its id.
void NameParentsById(const registry::v1::Organization& county,
                     registry::v1::ImportOrganizationsRequest* request) {
  const auto column =
      std::find(request->columns().begin(), request->columns().end(), "parent_union");
  if (column == request->columns().end()) return;
  const auto index = static_cast<int>(column - request->columns().begin());
  for (auto& row : *request->mutable_rows()) {
    if (row.cells(index) == county.union_name()) row.set_cells(index, county.name());
  }
}

absl::Status FillOrganizations(const Clock& clock, const cli::Connection& connection,
                               GeneratedCalls* calls, FillFigures* figures) {
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Campaign campaign,
                          cli::FindCampaign(connection, calls->campaign()));
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Organization county,
                          cli::FindOrganization(connection, campaign.organization()));
  const absl::Time start = clock.Now();
  while (auto request = calls->NextOrganizations()) {
    NameParentsById(county, &*request);
    const absl::Time begin = clock.Now();
    MINGCE_ASSIGN_OR_RETURN(
        const registry::v1::ImportOrganizationsResponse response,
        connection.Call(&cli::Registry::ImportOrganizations, *request, cli::kBatchDeadline));
    figures->organizations += request->rows_size();
    MINGCE_RETURN_IF_ERROR(CheckTaken(response));
    if (request->rows_size() == static_cast<int>(kRowsPerCall)) {
      figures->organization_row.push_back((clock.Now() - begin) / request->rows_size());
    }
  }
  figures->organizations_took = clock.Now() - start;
  return absl::OkStatus();
}

class MembersFill {
 public:
  MembersFill(const cli::Session& session, const cli::Connection& connection, GeneratedCalls* calls,
              FillFigures* figures)
      : session_(session),
        connection_(connection),
        members_(calls->members()),
        calls_(*calls),
        figures_(*figures) {}

  absl::Status Run(int in_flight) {
    const absl::Time start = session_.clock().Now();
    const auto all = static_cast<std::size_t>(members_);
    MINGCE_RETURN_IF_ERROR(intake::RunChunks((all + kRowsPerCall - 1) / kRowsPerCall, in_flight,
                                             [this](std::size_t) { return One(); }));
    MutexLock lock(&mu_);
    figures_.members_took = session_.clock().Now() - start;
    return absl::OkStatus();
  }

 private:
  absl::Status One() {
    std::optional<members::v1::ImportMembersRequest> request;
    {
      MutexLock lock(&mu_);
      request = calls_.NextMembers();
    }
    if (!request.has_value()) return absl::OkStatus();
    MINGCE_ASSIGN_OR_RETURN(
        const members::v1::ImportMembersResponse response,
        connection_.Call(&cli::Members::ImportMembers, *request, cli::kBatchDeadline));
    MINGCE_RETURN_IF_ERROR(CheckTaken(response));
    MutexLock lock(&mu_);
    const std::int64_t before = figures_.members;
    figures_.members += request->rows_size();
    if (figures_.members / kSayEvery > before / kSayEvery) {
      session_.Say(Fill("会员 $0", "members: $0", figures_.members));
    }
    return absl::OkStatus();
  }

  const cli::Session& session_;
  const cli::Connection& connection_;
  const std::int64_t members_;
  Mutex mu_;
  GeneratedCalls& calls_ ABSL_GUARDED_BY(mu_);
  FillFigures& figures_ ABSL_GUARDED_BY(mu_);
};

absl::Status CatchUp(const Clock& clock, const cli::Connection& connection,
                     const std::string& campaign, FillFigures* figures) {
  const absl::Time start = clock.Now();
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::GetStatusResponse registry,
                          connection.Call(&cli::Registry::GetStatus, {}));
  MINGCE_ASSIGN_OR_RETURN(const members::v1::GetStatusResponse members,
                          connection.Call(&cli::Members::GetStatus, {}));
  reporting::v1::GetAttainmentRequest request;
  request.set_campaign(campaign);
  request.set_min_registry(registry.head().sequence());
  request.set_min_members(members.head().sequence());
  MINGCE_RETURN_IF_ERROR(
      connection.CallWithin(kCatchingUp, &cli::Reporting::GetAttainment, request).status());
  figures->catching_up_took = clock.Now() - start;
  return absl::OkStatus();
}

}  // namespace

absl::Duration RowOfThousand(const FillFigures& figures, std::size_t first) {
  return Mean(figures.organization_row, first / kRowsPerCall, kThousand);
}

absl::Duration RowOfLastThousand(const FillFigures& figures) {
  const std::size_t calls = figures.organization_row.size();
  return calls < kThousand ? absl::ZeroDuration()
                           : Mean(figures.organization_row, calls - kThousand, kThousand);
}

absl::StatusOr<FillFigures> FillRegister(const cli::Session& session,
                                         const cli::Connection& connection, int in_flight,
                                         GeneratedCalls* calls) {
  FillFigures figures;
  MINGCE_RETURN_IF_ERROR(FillOrganizations(session.clock(), connection, calls, &figures));
  session.Say(Fill("工会组织 $0", "organisations: $0", figures.organizations));
  MINGCE_RETURN_IF_ERROR(MembersFill(session, connection, calls, &figures).Run(in_flight));
  MINGCE_RETURN_IF_ERROR(CatchUp(session.clock(), connection, calls->campaign(), &figures));
  return figures;
}

}  // namespace mingce::bench

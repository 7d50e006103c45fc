#include "tests/bench/generated_calls.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/generate/person.h"
#include "cli/show/errors.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"

namespace mingce::bench {
namespace {

constexpr std::int64_t kPersons = 1'000;

// `Request` is ImportMembersRequest or ImportOrganizationsRequest.
template <typename Request>
Request EmptyCall(const cli::CampaignForms& forms, const form::Form& form) {
  Request request;
  request.set_campaign(forms.campaign.name());
  request.set_request_id(NewUuid());
  for (const form::Field& field : form.fields) request.add_columns(field.key);
  return request;
}

template <typename Request>
void AddRow(const std::map<std::string, std::string>& fields, Request* request) {
  auto* row = request->add_rows();
  row->set_number(static_cast<std::uint32_t>(request->rows_size()));
  for (const std::string& column : request->columns()) {
    const auto found = fields.find(column);
    row->add_cells(found == fields.end() ? "" : found->second);
  }
}

}  // namespace

GeneratedCalls::GeneratedCalls(cli::CampaignForms forms, std::uint64_t seed)
    : forms_(std::move(forms)),
      setting_(cli::SettingOf(forms_)),
      random_(seed),
      numbers_(&random_) {}

absl::StatusOr<std::unique_ptr<GeneratedCalls>> GeneratedCalls::Open(const GeneratedSize& size) {
  MINGCE_ASSIGN_OR_RETURN(cli::CampaignForms forms, cli::ReadCampaignForms(size.campaign_dir));
  const std::string plan_path = absl::StrCat(size.campaign_dir, "/quotas.tsv");
  MINGCE_ASSIGN_OR_RETURN(const std::vector<cli::QuotaRow> quotas, cli::ReadQuotas(plan_path));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<cli::Trade> trades,
                          cli::ReadTrades(absl::StrCat(size.campaign_dir, "/trades.tsv")));
  auto calls = std::unique_ptr<GeneratedCalls>(new GeneratedCalls(std::move(forms), size.seed));
  const auto units = static_cast<std::int64_t>(quotas.size());
  const cli::CountyPlan plan{.quotas = quotas,
                             .trades = trades,
                             .members = size.members,
                             .base_unions = std::max(size.organizations, 2 * units) - units};
  calls->county_ = cli::MakeCounty(calls->setting_, plan, &calls->random_, &calls->numbers_);
  calls->members_ = size.members;
  return calls;
}

std::optional<registry::v1::ImportOrganizationsRequest> GeneratedCalls::NextOrganizations() {
  if (organization_ == county_.unions.size()) return std::nullopt;
  auto request = EmptyCall<registry::v1::ImportOrganizationsRequest>(forms_, forms_.organization);
  const std::size_t end = std::min(county_.unions.size(), organization_ + kRowsPerCall);
  while (organization_ < end) AddRow(county_.unions[organization_++].fields, &request);
  return request;
}

std::optional<members::v1::ImportMembersRequest> GeneratedCalls::NextMembers() {
  auto request = EmptyCall<members::v1::ImportMembersRequest>(forms_, forms_.member);
  while (unit_ < county_.units.size() && request.rows_size() < static_cast<int>(kRowsPerCall)) {
    const cli::GeneratedUnit& unit = county_.units[unit_];
    if (union_ == unit.unions.size()) {
      ++unit_;
      union_ = 0;
      continue;
    }
    const cli::GeneratedUnion& base_union = county_.unions[unit.unions[union_]];
    if (member_ == base_union.members) {
      ++union_;
      member_ = 0;
      continue;
    }
    const cli::GeneratedPerson person = MakePerson(setting_, unit, base_union, &random_, &numbers_);
    AddRow(person.fields, &request);
    ++member_;
    // The one whose turn it is, or who comes next where that one does not count.
    const auto due = static_cast<std::int64_t>(persons_.size()) * members_ / kPersons;
    if (made_++ >= due && !person.retained) {
      members::v1::PersonKey& key = persons_.emplace_back();
      key.set_id_type_code("01");
      key.set_id_number(person.fields.at("id_number"));
      key.set_full_name(person.fields.at("full_name"));
    }
  }
  if (request.rows_size() == 0) return std::nullopt;
  return request;
}

}  // namespace mingce::bench

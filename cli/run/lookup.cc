#include "cli/run/lookup.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "cli/run/registry.h"
#include "cli/show/errors.h"
#include "lib/base/day.h"
#include "lib/base/ids.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "lib/gb/date.h"
#include "lib/text/normalize.h"

namespace mingce::cli {
namespace {

// Whether `input` is the name or the id of an organisation.
bool IsName(absl::string_view input) {
  return IdInName(input, kOrganizations).has_value() || IsOpaqueId(input);
}

}  // namespace

std::string CollectionName(absl::string_view collection, absl::string_view id_or_name) {
  if (id_or_name.empty() || absl::StrContains(id_or_name, "/")) return std::string(id_or_name);
  return MakeResourceName(collection, id_or_name);
}

absl::StatusOr<registry::v1::Campaign> FindCampaign(const Connection& connection,
                                                    absl::string_view input) {
  if (input.empty()) {
    MINGCE_ASSIGN_OR_RETURN(registry::v1::ListCampaignsResponse listed,
                            connection.Call(&Catalogue::ListCampaigns, {}));
    if (listed.campaigns_size() != 1) return CampaignRequired();
    return std::move(*listed.mutable_campaigns(0));
  }
  registry::v1::GetCampaignRequest request;
  request.set_name(CollectionName(kCampaigns, input));
  return connection.Call(&Catalogue::GetCampaign, request);
}

absl::StatusOr<type::Form> FetchForm(const Connection& connection, const std::string& name) {
  registry::v1::GetFormRequest request;
  request.set_name(name);
  return connection.Call(&Catalogue::GetForm, request);
}

absl::StatusOr<std::string> OrganizationName(const Connection& connection,
                                             absl::string_view input) {
  if (input.empty() || IsName(input)) return CollectionName(kOrganizations, input);
  MINGCE_ASSIGN_OR_RETURN(const registry::v1::Organization found,
                          FindOrganization(connection, input));
  return found.name();
}

absl::StatusOr<registry::v1::Organization> FindOrganization(const Connection& connection,
                                                            absl::string_view input) {
  if (IsName(input)) {
    registry::v1::GetOrganizationRequest request;
    request.set_name(CollectionName(kOrganizations, input));
    return connection.Call(&Registry::GetOrganization, request);
  }
  // What it is called is no code, and would only be told to have the wrong length.
  const auto code = text::CompactNumber(input, "-");
  const bool may_be_code =
      code.has_value() && !code->empty() && std::all_of(code->begin(), code->end(), [](char c) {
        return absl::ascii_isalnum(static_cast<unsigned char>(c));
      });
  if (!may_be_code) return OrganizationUnknown();
  registry::v1::LookupOrganizationRequest request;
  request.set_credit_code(std::string(input));
  return connection.Call(&Registry::LookupOrganization, request);
}

absl::StatusOr<std::vector<registry::v1::Organization>> FetchOrganizations(
    const Connection& connection, registry::v1::ListOrganizationsRequest request) {
  return FetchAll(connection, &Registry::ListOrganizations, std::move(request),
                  &registry::v1::ListOrganizationsResponse::mutable_organizations);
}

absl::StatusOr<type::Date> ParseDateOption(absl::string_view text, absl::string_view option) {
  const gb::Parsed<gb::Date> parsed = gb::ParseDate(text);
  if (!parsed.ok() || parsed.value->day == 0) return BadDate(option);
  type::Date date;
  date.set_year(parsed.value->year);
  date.set_month(parsed.value->month);
  date.set_day(parsed.value->day);
  return date;
}

absl::StatusOr<absl::Time> ParseTimeOption(absl::string_view text, absl::string_view option) {
  if (const absl::StatusOr<type::Date> date = ParseDateOption(text, option); date.ok()) {
    if (const std::optional<absl::CivilDay> day = DayOf(*date); day.has_value()) {
      return StartOfDay(*day + 1) - absl::Microseconds(1);
    }
  }
  absl::Time time;
  for (const char* format : {"%Y-%m-%d%ET%H:%M:%E*S%Ez", "%Y-%m-%d%ET%H:%M%Ez",
                             "%Y-%m-%d%ET%H:%M:%E*S", "%Y-%m-%d%ET%H:%M"}) {
    if (absl::ParseTime(format, text, BeijingTimeZone(), &time, nullptr)) return time;
  }
  return BadTime(option);
}

}  // namespace mingce::cli

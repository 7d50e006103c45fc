// A generated county as the calls that import it, made while they are sent: no workbook, and no
// more people in memory than one call has.

#ifndef MINGCE_TESTS_BENCH_GENERATED_CALLS_H_
#define MINGCE_TESTS_BENCH_GENERATED_CALLS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/files/campaign_files.h"
#include "cli/generate/county.h"
#include "cli/generate/numbers.h"
#include "cli/generate/random.h"
#include "cli/generate/setting.h"
#include "mingce/members/v1/members_service.pb.h"
#include "mingce/registry/v1/organization_changes.pb.h"

namespace mingce::bench {

// What the services take in one call.
inline constexpr std::size_t kRowsPerCall = 500;

struct GeneratedSize {
  std::string campaign_dir;
  std::int64_t organizations = 0;
  std::int64_t members = 0;
  std::uint64_t seed = 0;
};

// Thread-compatible. The same size and seed give the same calls but for their request ids.
class GeneratedCalls {
 public:
  // Errors: those of cli/files/campaign_files.h.
  static absl::StatusOr<std::unique_ptr<GeneratedCalls>> Open(const GeneratedSize& size);

  // The quota units and the unions below them, parents before children; nullopt after the last.
  std::optional<registry::v1::ImportOrganizationsRequest> NextOrganizations();

  // Members, union by union; nullopt after the last.
  std::optional<members::v1::ImportMembersRequest> NextMembers();

  const std::string& campaign() const { return forms_.campaign.name(); }
  const std::vector<cli::GeneratedUnion>& unions() const { return county_.unions; }
  std::int64_t members() const { return members_; }
  // Who of the members made so far count, spread evenly over the county: 1,000 in the end.
  const std::vector<members::v1::PersonKey>& persons() const { return persons_; }

 private:
  GeneratedCalls(cli::CampaignForms forms, std::uint64_t seed);

  const cli::CampaignForms forms_;
  const cli::Setting setting_;  // of forms_
  cli::Random random_;
  cli::GeneratedCounty county_;
  cli::Numbers numbers_;
  std::int64_t members_ = 0;
  std::vector<members::v1::PersonKey> persons_;

  std::size_t organization_ = 0;  // the next one
  // The next member: which one of which union of which unit, and which one of all.
  std::size_t unit_ = 0;
  std::size_t union_ = 0;
  std::int64_t member_ = 0;
  std::int64_t made_ = 0;
};

}  // namespace mingce::bench

#endif  // MINGCE_TESTS_BENCH_GENERATED_CALLS_H_

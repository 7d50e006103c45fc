// Forms and code lists, parsed once. A version is never changed once published, so what is found
// here never goes stale.

#ifndef MINGCE_SERVICES_MEMBERS_APP_REFERENCE_H_
#define MINGCE_SERVICES_MEMBERS_APP_REFERENCE_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/mutex.h"
#include "lib/form/form.h"
#include "lib/kv/kv_store.h"

namespace mingce::members {

struct FormWithLists {
  form::Form form;
  form::CodeLists lists;  // every list the form names
};

// Thread-safe.
class Reference {
 public:
  explicit Reference(const kv::KvStore* store) : store_(store) {}

  // The member form of a campaign, by the campaign's id. CAMPAIGN_NOT_FOUND when the registry's feed
  // has brought no such campaign; MIRROR_NOT_READY when its form or a list is still to come.
  absl::StatusOr<std::shared_ptr<const FormWithLists>> FormOfCampaign(absl::string_view campaign);

  // Whether `code` is one of the benefits of the newest benefit list. MIRROR_NOT_READY without one.
  absl::StatusOr<bool> IsBenefit(absl::string_view code);

 private:
  const kv::KvStore* const store_;
  Mutex mu_;
  std::map<std::string, std::shared_ptr<const FormWithLists>> forms_ ABSL_GUARDED_BY(mu_);
  // The newest benefit list when an unknown code was last asked about.
  std::shared_ptr<const gb::CodeList> benefits_ ABSL_GUARDED_BY(mu_);
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_REFERENCE_H_

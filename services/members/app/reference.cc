#include "services/members/app/reference.h"

#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "services/members/app/errors.h"
#include "services/members/storage/mirror_store.h"

namespace mingce::members {

absl::StatusOr<std::shared_ptr<const FormWithLists>> Reference::FormOfCampaign(
    absl::string_view campaign) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> form_id,
                          FindCampaignForm(*store_, campaign));
  if (!form_id.has_value()) return CampaignNotFound();
  {
    MutexLock lock(&mu_);
    const auto found = forms_.find(*form_id);
    if (found != forms_.end()) return found->second;
  }
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::Form> proto, FindForm(*store_, *form_id));
  if (!proto.has_value()) return MirrorNotReady();
  auto loaded = std::make_shared<FormWithLists>();
  MINGCE_ASSIGN_OR_RETURN(loaded->form, form::FormFromProto(*proto));
  for (const form::Field& field : loaded->form.fields) {
    for (const std::string& id : field.CodeLists()) {
      if (loaded->lists.contains(id)) continue;
      MINGCE_ASSIGN_OR_RETURN(const std::optional<type::CodeList> list, FindCodeList(*store_, id));
      if (!list.has_value()) return MirrorNotReady();
      MINGCE_ASSIGN_OR_RETURN(gb::CodeList parsed, form::CodeListFromProto(*list));
      loaded->lists.emplace(id, std::move(parsed));
    }
  }
  MutexLock lock(&mu_);
  forms_[*form_id] = loaded;
  return loaded;
}

absl::StatusOr<bool> Reference::IsBenefit(absl::string_view code) {
  {
    MutexLock lock(&mu_);
    // A code the cached list knows is good for ever; an unknown one may be in a newer list.
    if (benefits_ != nullptr && benefits_->ByCode(code) != nullptr) return true;
  }
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::CodeList> newest,
                          FindNewestCodeList(*store_, "benefit"));
  if (!newest.has_value()) return MirrorNotReady();
  MINGCE_ASSIGN_OR_RETURN(gb::CodeList parsed, form::CodeListFromProto(*newest));
  auto benefits = std::make_shared<const gb::CodeList>(std::move(parsed));
  MutexLock lock(&mu_);
  benefits_ = benefits;
  return benefits->ByCode(code) != nullptr;
}

}  // namespace mingce::members

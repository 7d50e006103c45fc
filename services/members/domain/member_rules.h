// Rules between the fields of one member's row.
//
// Source: the field rules R-M1 … R-M8 of the member form (工会会员信息采集表) and of the membership
// rules (会籍管理办法): a retired person cannot join, nobody under 16 can, sex and birth agree with the
// number. A row keeps all findings; nothing is filled in silently.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBER_RULES_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBER_RULES_H_

#include <vector>

#include "lib/form/form.h"
#include "lib/gb/date.h"
#include "services/members/domain/membership.h"
#include "services/members/domain/overlay.h"

namespace mingce::members {

// Adds to `row` what its fields say against each other. Fields that have a finding of their own, or
// no value, are not compared.
void CheckMemberRow(gb::Date today, form::CheckedRow* row);

// What `values`, a row laid over what is held, say against each other: a rule must hold for what is
// stored, not only for what a sheet with few columns says. Errors only.
std::vector<form::RowFinding> CheckOverlaid(gb::Date today, const Values& values);

// What a membership with these values is: retained when 会籍变化类型 says 保留 or the employment status
// is one that keeps membership without counting (退休, 离休, 失业), else active.
MembershipState StateOf(const Values& values);

// The day from which what `values` say of the state holds, where `held` is what was known before. A
// sheet's 会籍变化日期 is that day only where it tells of this change: of 保留, or of coming back from it.
// The day of joining, which stands in the same column, says nothing about the state.
StateDay StateDayOf(const Values& held, const Values& values);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_MEMBER_RULES_H_

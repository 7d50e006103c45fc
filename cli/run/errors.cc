#include "cli/run/errors.h"

#include <string>

#include "cli/show/refusal.h"

namespace mingce::cli {

absl::Status UsageError(const Sentence& sentence) {
  return Refusal(absl::StatusCode::kInvalidArgument, "USAGE", sentence);
}

absl::Status ServiceUnreachable(absl::string_view title_zh, absl::string_view name,
                                absl::string_view address, absl::string_view detail) {
  return Refusal(
      absl::StatusCode::kUnavailable, "SERVICE_UNREACHABLE",
      Fill("连不上$0（$1，地址 $2）。请确认该服务已启动、地址正确、证书由同一机构签发且未过期，"
           "然后重新执行同一命令。底层信息：$3",
           "cannot reach the $1 service at $2; make sure that it runs, that the address is right "
           "and that the certificates are of one authority and in date, then run the same command "
           "again ($3)",
           title_zh, name, address, detail),
      {{"service", std::string(name)}, {"address", std::string(address)}});
}

absl::Status ServiceCertificateRefused(absl::string_view title_zh, absl::string_view name,
                                       absl::string_view address) {
  return Refusal(
      absl::StatusCode::kFailedPrecondition, "SERVICE_CERTIFICATE_REFUSED",
      Fill("$0（$1，地址 $2）的证书不被接受：已到期，或不是同一机构签发，或与该地址的名称不符；"
           "请管理员检查该服务的证书，必要时换发（mingcectl pki issue --renew）并重启服务",
           "the certificate of the $1 service at $2 is not accepted: it has expired, or is of "
           "another authority, or of another name than this address; have its keeper look at it, "
           "renew it (mingcectl pki issue --renew) if need be and restart the service",
           title_zh, name, address),
      {{"service", std::string(name)}, {"address", std::string(address)}});
}

absl::Status ProfileMissing(absl::string_view path) {
  return Refusal(absl::StatusCode::kNotFound, "PROFILE_MISSING",
                 Fill("没有可读的连接配置文件$0；请用 --profile 或环境变量 MINGCE_PROFILE 指定，"
                      "或用 mingcectl pki profile 生成",
                      "there is no readable profile $0; name one with --profile or "
                      "MINGCE_PROFILE, or make one with 'mingcectl pki profile'",
                      path),
                 {{"path", std::string(path)}});
}

absl::Status ProfileDamaged(absl::string_view path, const Sentence& what) {
  return Refusal(
      absl::StatusCode::kInvalidArgument, "PROFILE_DAMAGED",
      Fill("连接配置文件$0有误：$1", "the profile $0 is wrong: $2", path, what.zh, what.en),
      {{"path", std::string(path)}});
}

absl::Status BadDate(absl::string_view option) {
  return Refusal(absl::StatusCode::kInvalidArgument, "BAD_DATE",
                 Fill("$0应为日期，如 2019-11-30", "$0 must be a date such as 2019-11-30", option));
}

absl::Status BadTime(absl::string_view option) {
  return Refusal(
      absl::StatusCode::kInvalidArgument, "BAD_TIME",
      Fill(
          "$0应为时刻，如 2019-11-30T18:00（北京时间）或 2019-11-30T10:00Z；只写日期表示当日结束时",
          "$0 must be a moment such as 2019-11-30T18:00 (Beijing) or "
          "2019-11-30T10:00Z; a day alone means its end",
          option));
}

absl::Status CampaignRequired() {
  return Refusal(absl::StatusCode::kInvalidArgument, "CAMPAIGN_REQUIRED",
                 {"请用 --campaign 指定采集工作：登记系统中没有或不止一个",
                  "name the campaign with --campaign: the registry has none or several"});
}

absl::Status OrganizationUnknown() {
  return Refusal(
      absl::StatusCode::kNotFound, "ORGANIZATION_UNKNOWN",
      {"没有找到该工会：这里只能填工会编号（organizations/…）或统一社会信用代码，不能填名称；"
       "用 mingcectl org search 名称 可查到编号和代码",
       "no such organisation: give organizations/… or a credit code, not what it is called; "
       "'mingcectl org search' finds both"});
}

}  // namespace mingce::cli

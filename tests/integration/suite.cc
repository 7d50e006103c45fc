#include "tests/integration/suite.h"

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/clock.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"
#include "lib/rpc/tls.h"
#include "lib/seal/key_file.h"
#include "tests/integration/campaign.h"

namespace mingce::tests {
namespace {

using std::chrono::steady_clock;

constexpr const char* kNames[] = {"registry", "members", "reporting"};

void Must(const absl::Status& status, const std::string& what) {
  if (status.ok()) return;
  std::cerr << what << ": " << status << std::endl;
  std::abort();
}

// "person/officer" → ".../certs/person-officer".
std::string PrefixOf(const std::string& directory, std::string identity) {
  identity.replace(identity.find('/'), 1, "-");
  return directory + "/certs/" + identity;
}

rpc::TlsFiles FilesOf(const std::string& directory, const std::string& identity) {
  const std::string prefix = PrefixOf(directory, identity);
  return {.ca = directory + "/pki/ca.crt.pem",
          .certificate = prefix + ".crt.pem",
          .key = prefix + ".key.pem"};
}

// A port of loopback that nobody uses at the moment.
int FreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* any = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(fd, any, size) == 0 && getsockname(fd, any, &size) == 0;
  close(fd);
  if (!bound) std::abort();
  return ntohs(address.sin_port);
}

}  // namespace

Suite::Suite() : directory_(absl::StrCat(testing::TempDir(), "/mingce-", NewOpaqueId())) {
  std::filesystem::create_directories(directory_ + "/certs");
  const absl::Time now = Clock::System().Now();
  const std::string pki = directory_ + "/pki";
  Must(pki::CreateAuthority(pki, now), "authority");
  for (const char* name : kNames) Issue(absl::StrCat("service/", name));
  for (const char* identity : {"person/officer", "person/operator", "person/stranger",
                               "partner/benefits", "partner/changde"}) {
    Issue(identity);
  }
  for (const char* name : kNames) {
    Must(seal::CreateKeyFile(absl::StrCat(directory_, "/", name, ".key")), "key file");
  }
  // The registry is told where the roll will be before that is there.
  slots_[static_cast<int>(Service::kMembers)].port = FreePort();
  for (const Service service : {Service::kRegistry, Service::kMembers, Service::kReporting}) {
    Start(service);
  }
  const auto channel = ChannelTo(Service::kRegistry, "person/officer");
  registry_ = registry::v1::RegistryService::NewStub(channel);
  catalogue_ = registry::v1::CatalogueService::NewStub(channel);
  roles_ = registry::v1::RoleService::NewStub(channel);
  members_ = members::v1::MembersService::NewStub(ChannelTo(Service::kMembers, "person/officer"));
  reporting_ =
      reporting::v1::ReportingService::NewStub(ChannelTo(Service::kReporting, "person/officer"));
  Grant("partner/benefits", policy::v1::BENEFIT_SYSTEM);
  Grant("partner/changde", policy::v1::FEED_CONSUMER);
  Grant("person/operator", policy::v1::OPERATOR);
  WaitUntilCaughtUp();
}

std::string Suite::UriOf(const std::string& identity) { return "spiffe://mingce/" + identity; }

void Suite::Issue(const std::string& identity) {
  const std::vector<std::string> parts = absl::StrSplit(identity, '/');
  pki::CertificateRequest request;
  request.kind = parts[0] == "service"   ? pki::SubjectKind::kService
                 : parts[0] == "partner" ? pki::SubjectKind::kPartner
                                         : pki::SubjectKind::kPerson;
  request.id = parts[1];
  if (parts[0] == "service") request.server_names = {"localhost", "127.0.0.1"};
  Must(pki::IssueCertificate(directory_ + "/pki", request, PrefixOf(directory_, identity),
                             Clock::System().Now()),
       identity);
}

registry::v1::RoleGrant Suite::Grant(const std::string& identity, policy::v1::Role role,
                                     const std::string& organization,
                                     const policy::v1::QuestionLimits& limits) {
  registry::v1::GrantRoleRequest request;
  request.set_identity(UriOf(identity));
  request.set_role(role);
  request.set_organization(organization);
  request.set_document_number("桃工发〔2019〕30号");
  request.set_request_id(NewUuid());
  if (limits.ByteSizeLong() > 0) *request.mutable_question_limits() = limits;
  registry::v1::RoleGrant grant;
  Must(Ask(*roles_, &registry::v1::RoleService::Stub::GrantRole, request, &grant), identity);
  return grant;
}

Suite::~Suite() {
  const bool keep = testing::Test::HasFailure();
  for (Slot& slot : slots_) {
    if (keep && slot.process != nullptr) slot.process->Signal(SIGTERM);
    slot.process.reset();
  }
  if (keep) {
    std::cerr << "kept for a look: " << directory_ << "\n";
  } else {
    std::filesystem::remove_all(directory_);
  }
}

std::string Suite::ProgramOf(Service service) {
  switch (service) {
    case Service::kRegistry:
      return MINGCE_REGISTRY_PROGRAM;
    case Service::kMembers:
      return MINGCE_MEMBERS_PROGRAM;
    case Service::kReporting:
      return MINGCE_REPORTING_PROGRAM;
  }
  return "";
}

std::vector<std::string> Suite::ArgumentsOf(Service service) const {
  const std::string name = kNames[static_cast<int>(service)];
  const Slot& slot = slots_[static_cast<int>(service)];
  const rpc::TlsFiles tls = FilesOf(directory_, "service/" + name);
  std::vector<std::string> arguments = {
      absl::StrCat("--listen=127.0.0.1:", slot.port),
      "--metrics_listen=127.0.0.1:0",
      "--data_dir=" + StoreOf(service),
      "--heads_file=" + HeadsOf(service),
      "--tls_ca=" + tls.ca,
      "--tls_cert=" + tls.certificate,
      "--tls_key=" + tls.key,
      absl::StrCat("--key_file=", directory_, "/", name, ".key"),
      absl::StrCat("--bindings=", MINGCE_SOURCE_DIR, "/deploy/bindings.textproto")};
  if (service != Service::kRegistry) {
    arguments.push_back("--registry=" + address(Service::kRegistry));
  }
  if (service != Service::kMembers) {
    arguments.push_back("--members=" + address(Service::kMembers));
  }
  return arguments;
}

void Suite::Start(Service service) {
  Slot& slot = slots_[static_cast<int>(service)];
  ++slot.starts;
  const std::string log = LogOf(service);
  slot.process = std::make_unique<Process>(ProgramOf(service), ArgumentsOf(service), log);
  const Process::Listening listening = slot.process->WaitUntilListening();
  if (listening.port == 0) {
    std::cerr << "did not start: " << ReadFile(log) << std::endl;
    std::abort();
  }
  slot.port = listening.port;
  slot.metrics_port = listening.metrics_port;
}

void Suite::Kill(Service service) {
  Process& process = *slots_[static_cast<int>(service)].process;
  process.Signal(SIGKILL);
  process.Wait();
}

int Suite::Stop(Service service) {
  Process& process = *slots_[static_cast<int>(service)].process;
  process.Signal(SIGTERM);
  return process.Wait();
}

void Suite::Pause(Service service) { slots_[static_cast<int>(service)].process->Signal(SIGSTOP); }

void Suite::Resume(Service service) { slots_[static_cast<int>(service)].process->Signal(SIGCONT); }

int Suite::WaitForEnd(Service service) {
  Process& process = *slots_[static_cast<int>(service)].process;
  const steady_clock::time_point until = steady_clock::now() + kPatience;
  while (process.running() && steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  if (process.running()) process.Signal(SIGKILL);
  return process.Wait();
}

std::string Suite::StoreOf(Service service) const {
  return absl::StrCat(directory_, "/", kNames[static_cast<int>(service)]);
}

std::string Suite::HeadsOf(Service service) const { return StoreOf(service) + ".heads"; }

std::string Suite::LogOf(Service service) const {
  return absl::StrCat(StoreOf(service), ".", slots_[static_cast<int>(service)].starts, ".log");
}

void Suite::DeleteStore(Service service) { std::filesystem::remove_all(StoreOf(service)); }

std::string Suite::address(Service service) const {
  return absl::StrCat("127.0.0.1:", slots_[static_cast<int>(service)].port);
}

std::string Suite::metrics(Service service) const {
  return absl::StrCat("127.0.0.1:", slots_[static_cast<int>(service)].metrics_port);
}

rpc::TlsFiles Suite::CertificateOf(const std::string& identity) const {
  return FilesOf(directory_, identity);
}

double Suite::Reading(Service service, const std::string& name) const {
  const std::string page = GetPage(slots_[static_cast<int>(service)].metrics_port, "/metrics");
  return NumberAfter(page,
                     absl::StrCat("\nmingce_", kNames[static_cast<int>(service)], "_", name, " "));
}

std::int64_t Suite::ProcessStatus(Service service, const std::string& line) const {
  const pid_t pid = slots_[static_cast<int>(service)].process->pid();
  const std::string page = ReadFile(absl::StrCat("/proc/", pid, "/status"));
  return static_cast<std::int64_t>(NumberAfter(page, absl::StrCat("\n", line, ":")));
}

std::shared_ptr<grpc::Channel> Suite::ChannelTo(Service service,
                                                const std::string& identity) const {
  auto channel = rpc::MakeChannel(kNames[static_cast<int>(service)], address(service),
                                  CertificateOf(identity));
  Must(channel.status(), "channel");
  return *channel;
}

void Suite::LoadCampaign() {
  Must(tests::LoadCampaign(*registry_, *catalogue_), "campaign");
  WaitUntilCaughtUp();
}

void Suite::WaitUntilCaughtUp() {
  const steady_clock::time_point until = steady_clock::now() + kPatience;
  registry::v1::GetStatusResponse registry_status;
  members::v1::GetStatusResponse members_status;
  reporting::v1::GetStatusResponse reporting_status;
  while (steady_clock::now() < until) {
    const bool asked = Ask(*registry_, &registry::v1::RegistryService::Stub::GetStatus,
                           registry::v1::GetStatusRequest(), &registry_status)
                           .ok() &&
                       Ask(*members_, &members::v1::MembersService::Stub::GetStatus,
                           members::v1::GetStatusRequest(), &members_status)
                           .ok() &&
                       Ask(*reporting_, &reporting::v1::ReportingService::Stub::GetStatus,
                           reporting::v1::GetStatusRequest(), &reporting_status)
                           .ok();
    const std::uint64_t registry_head = registry_status.head().sequence();
    if (asked && members_status.registry_applied().sequence() == registry_head &&
        reporting_status.watermark().registry().sequence() == registry_head &&
        reporting_status.watermark().members().sequence() == members_status.head().sequence()) {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  Must(absl::DeadlineExceededError(
           absl::StrCat("not caught up: registry ", registry_status.ShortDebugString(),
                        "; members ", members_status.ShortDebugString(), "; reporting ",
                        reporting_status.ShortDebugString(), "; see ", directory_)),
       "feeds");
}

}  // namespace mingce::tests

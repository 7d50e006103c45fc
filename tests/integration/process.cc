#include "tests/integration/process.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <thread>
#include <utility>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

extern char** environ;

namespace mingce::tests {
namespace {

using std::chrono::steady_clock;

int Number(const std::string& text, const std::string& field) {
  std::smatch match;
  const std::regex pattern("\"" + field + "\":\"([0-9]+)\"");
  return std::regex_search(text, match, pattern) ? std::stoi(match[1]) : 0;
}

}  // namespace

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

int ConnectAndWrite(int port, const std::string& text) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 &&
      write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size())) {
    return fd;
  }
  close(fd);
  return -1;
}

std::string GetPage(int port, const std::string& path) {
  const int fd = ConnectAndWrite(port, "GET " + path + " HTTP/1.0\r\n\r\n");
  if (fd < 0) return "";
  std::string page;
  char part[4096];
  for (ssize_t got = 0; (got = read(fd, part, sizeof(part))) > 0;) page.append(part, got);
  close(fd);
  return page;
}

double NumberAfter(const std::string& text, const std::string& before) {
  const std::size_t at = text.find(before);
  if (at == std::string::npos) return -1;
  char* end = nullptr;
  const char* begin = text.c_str() + at + before.size();
  const double number = std::strtod(begin, &end);
  return end == begin ? -1 : number;
}

Process::Process(std::string program, std::vector<std::string> arguments, std::string log)
    : log_(std::move(log)) {
  std::vector<char*> argv = {program.data()};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log_.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  // A child that outlives a test that ended badly does not hold the test's own output open.
  posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (posix_spawn(&pid_, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) pid_ = -1;
  posix_spawn_file_actions_destroy(&actions);
}

Process::~Process() {
  if (pid_ <= 0 || !running()) return;
  Signal(SIGKILL);
  Wait();
}

void Process::Signal(int signal) const {
  if (pid_ > 0) ::kill(pid_, signal);
}

int Process::Wait() {
  if (pid_ > 0) {
    int status = 0;
    if (waitpid(pid_, &status, 0) == pid_) {
      status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    pid_ = -1;
  }
  return status_;
}

bool Process::running() {
  if (pid_ <= 0) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return true;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  pid_ = -1;
  return false;
}

Process::Listening Process::WaitUntilListening() {
  const steady_clock::time_point until = steady_clock::now() + kPatience;
  while (steady_clock::now() < until) {
    for (const absl::string_view line : absl::StrSplit(ReadFile(log_), '\n')) {
      if (line.find("\"listening\"") == absl::string_view::npos) continue;
      const std::string text(line);
      return {.port = Number(text, "port"), .metrics_port = Number(text, "metrics_port")};
    }
    if (!running()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return {};
}

}  // namespace mingce::tests

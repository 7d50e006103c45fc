#include "lib/rpc/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/base/error.h"
#include "lib/base/mutex.h"

namespace mingce::rpc {
namespace {

// A request that is begun and never ended holds a thread for the time, so that sixty of them keep
// Prometheus waiting for four seconds, where it waits for ten.
constexpr char kPageThreads[] = "8";
constexpr char kPageTimeoutMs[] = "500";

const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto* buckets = new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30};
  return *buckets;
}

class MethodSeries final : public MethodMetrics {
 public:
  MethodSeries(prometheus::Family<prometheus::Counter>* calls,
               prometheus::Family<prometheus::Histogram>* durations, const std::string& method)
      : duration_(&durations->Add({{"method", method}}, Buckets())) {
    for (std::size_t code = 0; code < calls_.size(); ++code) {
      calls_[code] =
          &calls->Add({{"method", method},
                       {"code", absl::StatusCodeToString(static_cast<absl::StatusCode>(code))}});
    }
  }

  void Count(absl::StatusCode code, absl::Duration took) override {
    const auto index = static_cast<std::size_t>(code);
    if (index < calls_.size()) calls_[index]->Increment();
    duration_->Observe(absl::ToDoubleSeconds(took));
  }

 private:
  std::array<prometheus::Counter*, 17> calls_{};  // one a canonical code
  prometheus::Histogram* const duration_;
};

// Values read at the time of a scrape.
class Readings final : public prometheus::Collectable {
 public:
  void Add(const std::string& name, const std::string& help, const std::string& label,
           std::function<double()> read) {
    MutexLock lock(&mu_);
    Family& family = families_[name];
    family.help = help;
    family.series.emplace_back(label, std::move(read));
  }

  std::vector<prometheus::MetricFamily> Collect() const override {
    MutexLock lock(&mu_);
    std::vector<prometheus::MetricFamily> collected;
    for (const auto& [name, family] : families_) {
      prometheus::MetricFamily out;
      out.name = name;
      out.help = family.help;
      const bool counter = absl::EndsWith(name, "_total");
      out.type = counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
      for (const auto& [label, read] : family.series) {
        prometheus::ClientMetric metric;
        if (!label.empty()) {
          const std::pair<std::string, std::string> pair =
              absl::StrSplit(label, absl::MaxSplits('=', 1));
          metric.label.push_back({pair.first, pair.second});
        }
        (counter ? metric.counter.value : metric.gauge.value) = read();
        out.metric.push_back(std::move(metric));
      }
      collected.push_back(std::move(out));
    }
    return collected;
  }

 private:
  struct Family {
    std::string help;
    std::vector<std::pair<std::string, std::function<double()>>> series;
  };
  mutable Mutex mu_;
  std::map<std::string, Family> families_ ABSL_GUARDED_BY(mu_);
};

class PrometheusMetrics final : public Metrics {
 public:
  explicit PrometheusMetrics(const std::string& service)
      : prefix_(absl::StrCat("mingce_", service, "_")),
        registry_(std::make_shared<prometheus::Registry>()),
        readings_(std::make_shared<Readings>()),
        calls_(&prometheus::BuildCounter()
                    .Name(prefix_ + "rpc_calls_total")
                    .Help("Calls answered, by method and canonical code")
                    .Register(*registry_)),
        durations_(&prometheus::BuildHistogram()
                        .Name(prefix_ + "rpc_duration_seconds")
                        .Help("Time from a call's arrival to its answer")
                        .Register(*registry_)) {}

  MethodMetrics* ForMethod(const std::string& method) override {
    MutexLock lock(&mu_);
    std::unique_ptr<MethodMetrics>& series = methods_[method];
    if (series == nullptr) series = std::make_unique<MethodSeries>(calls_, durations_, method);
    return series.get();
  }

  void AddReading(const std::string& name, const std::string& help, const std::string& label,
                  std::function<double()> read) override {
    readings_->Add(prefix_ + name, help, label, std::move(read));
  }

  absl::Status Serve(const std::string& listen) override {
    if (!absl::StartsWith(listen, "127.") && !absl::StartsWith(listen, "[::1]") &&
        !absl::StartsWith(listen, "localhost:")) {
      return Refuse("METRICS_ADDRESS_NOT_LOOPBACK", listen,
                    "metrics are served without TLS, so only on loopback",
                    "指标不加密，只能监听本机回环地址");
    }
    try {  // CivetWeb reports a busy port by an exception
      exposer_ = std::make_unique<prometheus::Exposer>(
          std::vector<std::string>{"listening_ports", listen, "num_threads", kPageThreads,
                                   "request_timeout_ms", kPageTimeoutMs});
    } catch (const std::exception&) {
      return Refuse("METRICS_PORT_BUSY", listen, "cannot serve metrics on this address",
                    "无法在该地址提供指标，端口可能已被占用");
    }
    exposer_->RegisterCollectable(registry_);
    exposer_->RegisterCollectable(readings_);
    return absl::OkStatus();
  }

  int port() const override {
    return exposer_ == nullptr ? 0 : exposer_->GetListeningPorts().front();
  }

  void StopServing() override { exposer_.reset(); }

  std::string Text() const override {
    std::vector<prometheus::MetricFamily> all = registry_->Collect();
    for (prometheus::MetricFamily& family : readings_->Collect()) all.push_back(std::move(family));
    std::ostringstream out;
    prometheus::TextSerializer().Serialize(out, all);
    return out.str();
  }

 private:
  static absl::Status Refuse(absl::string_view reason, const std::string& listen,
                             absl::string_view en, absl::string_view zh) {
    return MakeError(absl::StatusCode::kFailedPrecondition, absl::StrCat(en, ": ", listen),
                     {.reason = std::string(reason),
                      .domain = "mingce.rpc",
                      .message_zh = absl::StrCat(zh, "：", listen),
                      .metadata = {{"listen", listen}}});
  }

  const std::string prefix_;
  const std::shared_ptr<prometheus::Registry> registry_;
  const std::shared_ptr<Readings> readings_;
  prometheus::Family<prometheus::Counter>* const calls_;
  prometheus::Family<prometheus::Histogram>* const durations_;
  Mutex mu_;
  std::map<std::string, std::unique_ptr<MethodMetrics>> methods_ ABSL_GUARDED_BY(mu_);
  std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace

std::unique_ptr<Metrics> Metrics::Create(const std::string& service) {
  return std::make_unique<PrometheusMetrics>(service);
}

}  // namespace mingce::rpc

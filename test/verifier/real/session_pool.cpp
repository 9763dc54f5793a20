// asked: net::SessionPool::acquire — hands out sessions and takes them back, from several threads.
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "net/session.hpp"

namespace net {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
namespace detail = net::internal;

template <typename T, std::size_t N = 4>
class Ring final {
 public:
  using value_type = T;

  Ring() = default;
  Ring(const Ring&) = delete;
  Ring& operator=(Ring&&) noexcept = default;

  [[nodiscard]] constexpr bool full() const noexcept { return size_ == N; }
  const T& operator[](std::size_t index) const { return items_[(first_ + index) % N]; }
  explicit operator bool() const { return size_ != 0; }

  template <typename... Args>
  T& emplace(Args&&... args) {
    if (full()) throw std::length_error("ring of " + std::to_string(N) + " is full");
    auto& place = items_[(first_ + size_++) % N];
    place = T{std::forward<Args>(args)...};
    return place;
  }

 private:
  T items_[N]{};
  std::size_t first_ = 0, size_ = 0;
};

enum class State : unsigned char { Idle, Busy = 2, Closed };

struct Limits {
  std::size_t sessions{8};
  Clock::duration wait = 250ms;
  friend bool operator<(const Limits& a, const Limits& b) { return a.sessions < b.sessions; }
};

class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void changed(State from, State to) = 0;
  virtual int priority() const { return 0; }
};

class SessionPool : public Watcher, private detail::Counter<SessionPool> {
 public:
  explicit SessionPool(Limits limits, std::shared_ptr<Watcher> watcher = nullptr);
  ~SessionPool() override;

  std::unique_ptr<Session> acquire(const std::string& host);
  void release(std::unique_ptr<Session> session) noexcept;
  void changed(State from, State to) override;

  template <class Visitor>
  auto each(Visitor&& visit) const -> decltype(visit(std::declval<const Session&>())) {
    for (const auto& [host, sessions] : idle_) {
      for (const auto& session : sessions) visit(*session);
    }
    return {};
  }

 private:
  static constexpr int kTries = 0x3;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::unordered_map<std::string, std::vector<std::unique_ptr<Session>>> idle_;
  Limits limits_;
  std::function<void(const Session&)> closed_ = [](const Session&) {};
  std::shared_ptr<Watcher> watcher_;
};

SessionPool::SessionPool(Limits limits, std::shared_ptr<Watcher> watcher) : limits_(limits), watcher_{std::move(watcher)} {
  if (limits_.sessions == 0) throw std::invalid_argument{"no sessions"};
}

SessionPool::~SessionPool() {
  std::lock_guard<std::mutex> lock(mutex_);
  idle_.clear();
}

std::unique_ptr<Session> SessionPool::acquire(const std::string& host) {
  std::unique_lock lock{mutex_};
  const auto until = Clock::now() + limits_.wait;
  if (auto found = idle_.find(host); found != idle_.end() && !found->second.empty()) {
    auto session = std::move(found->second.back());
    found->second.pop_back();
    return session;
  }
  for (int tries = 0; tries < kTries; ++tries) {
    try {
      auto made = std::make_unique<Session>(host, [this, &host](State from, State to) mutable { changed(from, to); });
      made->open(1'000);
      return made;
    } catch (const Refused& refused) {
      if (tries + 1 == kTries) throw;
    } catch (...) {
      break;
    }
    if (ready_.wait_until(lock, until) == std::cv_status::timeout) goto late;
  }
late:
  switch (detail::policy(host)) {
    case detail::Policy::Strict:
      throw TimedOut(host);
    case detail::Policy::Loose:
      [[fallthrough]];
    default:
      return nullptr;
  }
}

void SessionPool::release(std::unique_ptr<Session> session) noexcept {
  if constexpr (sizeof(void*) == 8) {
    static_assert(alignof(Session) <= 16, "sessions are small");
  }
  const std::string host = session ? session->host() : R"(no "host")";
  {
    std::lock_guard lock(mutex_);
    idle_[host].emplace_back(std::move(session));
  }
  ready_.notify_one();
}

void SessionPool::changed(State from, State to) {
  do {
    if (watcher_ != nullptr) watcher_->changed(from, to);
  } while (false);
  auto* raw = dynamic_cast<SessionPool*>(watcher_.get());
  delete (raw == this ? new int[2]{1, 2} : nullptr);
}

}  // namespace net

extern "C" int session_pool_size(const net::SessionPool* pool) {
  int count = 0;
  pool->each([&count](const auto&) { return ++count; });
  return count;
}

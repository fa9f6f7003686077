#pragma once
/// From the scenario to the columns of module `signal`.

#include <map>
#include <string>
#include <vector>

#include "suasion/system/signal/audience.hpp"

namespace suasion::system::signal {

/// States about whose support by the rival something can be learned: the protege first, then those that the rival
/// signals to, tours, or has promised something, in file order.
[[nodiscard]] std::vector<std::string> receivers_of(const scenario::Scenario& scenario, const Roles& roles);

/// Everything that the steps need. @pre the scenario has signal kinds and a rival.
/// @error S611 a signal kind without a difficulty; S612 a visit of the rival that is of no signal kind, with the
/// nearest; S613 the first day of history after the origin.
[[nodiscard]] Audience gather(Builder& builder);

/// Finds or makes the signals of one scenario.
class Gatherer {
 public:
  explicit Gatherer(Builder& builder);
  Audience gather();

 private:
  void kinds();
  void beliefs();
  void shadow();
  void dated();
  void dated(const scenario::Element& event);
  void moments(const scenario::Element& event, std::size_t signal);
  void may_not_have_happened(const scenario::Element& event, const scenario::Quantity& reliability);
  void ahead(const scenario::Element& event, std::size_t signal, bool told);
  void moment(Moment::Kind kind, std::size_t signal, std::string_view path, const scenario::When& when);
  void prompts();
  void prompt_of_event(const std::string& kind);
  void prompt_of_choice(const std::string& action, const std::string& kind);
  void quiet();
  void unite();
  [[nodiscard]] std::string name_of(const Belief& belief) const;
  [[nodiscard]] bool announced_in_time(const scenario::Element& event) const;
  /// A signal of a kind to a receiver; observers outside `audience` (empty: everybody) hear nothing of it.
  std::size_t signal(const std::string& kind, std::size_t receiver, const std::vector<std::string>& audience,
                     bool open);
  [[nodiscard]] ItemColumns item(const scenario::Element& kind, const std::string& observer);
  std::size_t tour(const std::string& id);
  std::size_t memory(const scenario::Quantity& half_life);

  Builder& builder_;
  std::vector<std::string> receivers_;
  std::map<std::string, const scenario::Element*> kinds_ = {};
  std::map<std::string, std::size_t> tours_ = {};
  std::map<std::string, std::size_t> memories_ = {};
  std::map<std::string, std::vector<Column>> days_of_kind_ = {};  ///< of dated signals to the protege that lie ahead
  Audience audience_;
};

}  // namespace suasion::system::signal

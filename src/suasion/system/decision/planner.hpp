#pragma once
/// Gives out the columns of choices and lines up who moves when.

#include <array>
#include <string>
#include <vector>

#include "suasion/system/builder.hpp"
#include "suasion/system/decision/decision_kernel.hpp"
#include "suasion/system/leverage/inputs.hpp"

namespace suasion::system::decision {

/// Columns of what choices hang on.
struct GroundColumns {
  int depth = 1;
  double sharpness = 1.0;
  leverage::SettingInputs setting = {};
  leverage::StateInputs seen = {};  ///< support, sanctions, dispute and tilt as those see it who choose next
  leverage::StateInputs truth = {};
  std::array<Column, inputs> input = {};
};

/// Columns of one actor's choice.
struct ActorColumns {
  math::Channel channel = {};
  std::vector<Column> planned = {};  ///< days of events that take the place of the choice
  std::vector<Column> probability = {}, does = {};
};

class Planner {
 public:
  explicit Planner(Builder& builder) : builder_(builder) {}
  void plan();

 private:
  void plan_grounds();
  void plan_weights();
  ActorColumns actor(const std::string& role, const std::string& id, const char* const* actions, std::size_t count);
  void line_up();
  void plan_neighbour(const std::string& id);
  void plan_consequences();

  Builder& builder_;
  GroundColumns grounds_;
  ActorColumns rival_, patron_, protege_;
  Column ambassador_ = {}, base_ = {}, tilt_ = {}, engages_ = {}, asked_ = {}, strategy_ = {};
};

}  // namespace suasion::system::decision

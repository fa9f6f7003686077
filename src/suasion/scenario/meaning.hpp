#pragma once
/// What must hold between elements that are sound each by itself.

#include <unordered_map>

#include "suasion/scenario/check.hpp"

namespace suasion::scenario {

/// More actors than this with a stake in one issue are refused: memory grows with the square of their number and time
/// with its cube. Judgement: the published applications have fewer than a hundred.
inline constexpr std::size_t most_stakes = 2000;

/// Builds the issues from their elements and adds what is missing or makes no sense to the findings.
class IssueBuilder {
 public:
  IssueBuilder(const Common& common, const std::vector<Actor>& actors);
  Issue build(const Node& node, const Element& element, const std::optional<Scale>& scale);

 private:
  void stakes(Issue& issue, const Node& node, const Element& element);
  void all_zero(const Issue& issue, const Node& node);
  void like_shares(const Issue& issue, const Node& node);
  void missing(const Issue& issue, const Node& node, std::size_t actor, std::string_view what);
  void unplaced(const Issue& issue, const Node& node);
  void procedure(Issue& issue, const Node& node);
  std::optional<std::size_t> member(const Issue& issue, const Node& procedure, std::string_view key);

  const Common& common_;
  const std::vector<Actor>& actors_;
};

/// A group's members, nested groups resolved, in file order; cycles are findings (S206).
void resolve_groups(std::vector<Group>& groups, const Node* nodes, const Common& common);

/// Paths, values and joint possibility of the correlations. @param quantities every quantity of the scenario.
std::vector<Correlation> build_correlations(const std::vector<Element>& elements, const Node* nodes,
                                            const std::vector<const Quantity*>& quantities, const Common& common);

/// Clauses of breaches, members of comparisons and the like.
void check_between_elements(const Common& common);

}  // namespace suasion::scenario

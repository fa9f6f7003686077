#include "suasion/scenario/inputs.hpp"

namespace suasion::scenario {

std::size_t Inputs::index_of(const Quantity& quantity) {
  return index_of(quantity.path, quantity.law);
}

std::size_t Inputs::index_of(const std::string& path, const math::Law& law) {
  const auto [place, fresh] = index_.try_emplace(path, inputs_.size());
  if (fresh) {
    inputs_.push_back(
        {.path = path, .quantile = math::Quantile(law), .channel = math::channel(path), .fixed = math::is_fixed(law)});
  }
  return place->second;
}

std::vector<math::RankCorrelation> Inputs::links(const Scenario& scenario) const {
  std::vector<math::RankCorrelation> links;
  for (const Correlation& correlation : scenario.correlations) {
    const auto first = index_.find(correlation.first);
    const auto second = index_.find(correlation.second);
    if (first != index_.end() && second != index_.end()) {
      links.push_back({first->second, second->second, correlation.value});
    }
  }
  return links;
}

}  // namespace suasion::scenario

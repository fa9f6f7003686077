#pragma once
/// What promises are thought to be worth, from the scenario's commitments and breaches.

#include <memory>
#include <string>
#include <vector>

#include "suasion/system/builder.hpp"

namespace suasion::system::coercion {

/// One clause of a commitment, by one who made it.
struct Clause {
  std::string promisor = {}, commitment = {}, clause = {};
  std::vector<std::string> beneficiaries = {};
  Column reliability = {};        ///< probability that it is kept, now
  Column kept = {}, broken = {};  ///< counts of the prior
};

/// Plans every clause of every commitment: its prior, the breaches of it before the origin, and those that sanctions of
/// the rival and squeezes by the patron are of a clause `no_econ_coercion` towards the protege.
[[nodiscard]] std::vector<Clause> plan_reputation(Builder& builder);

/// A column with the mean, over the promises of `promisor` to `beneficiary`, of a clause's reliability beside that of
/// its prior; kept up to date. Nothing if there are no such promises.
[[nodiscard]] std::optional<Column> plan_ratio(Builder& builder, const std::vector<Clause>& clauses,
                                               const std::string& promisor, const std::string& beneficiary);

}  // namespace suasion::system::coercion

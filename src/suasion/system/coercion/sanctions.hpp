#pragma once
/// Sanctions of one on another, from threat to lifting.

#include "suasion/system/builder.hpp"

namespace suasion::system::coercion {

/// Plans the sanctions of every pair that the scenario names, and of the rival on the protege, and what all of them
/// weigh on the protege. Sets the events sanction.impose, sanction.ease and sanction.revoke_licence for those of the
/// rival on the protege, and follows them where something else brings them about.
void plan_sanctions(Builder& builder);

}  // namespace suasion::system::coercion

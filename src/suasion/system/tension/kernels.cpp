#include "suasion/system/tension/tension_kernel.hpp"

namespace suasion::system::tension {

SUASION_PICK_KERNELS(TensionKernels, tension_kernels)

}  // namespace suasion::system::tension

#pragma once
/// Neighbours that fear together, in eight draws, for the kernels of module `tension`.

#include <array>
#include <vector>

#include "suasion/system/tension/tension_kernel.hpp"

namespace suasion::test {

/// A graph of neighbours with the matrix K, the same in all eight draws, and one vector over it.
class Neighbours {
 public:
  static constexpr std::size_t rows = 8;
  using Numbers = std::vector<double>;

  explicit Neighbours(std::vector<std::vector<double>> coupling) : size_(coupling.size()), weights_(size_ * size_) {
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) {
        Numbers& weight = weights_[i * size_ + j];
        weight.assign(rows, coupling[i][j]);
        if (coupling[i][j] != 0.0) {
          links_.push_back({i, j, weight.data()});
        }
      }
    }
  }
  Neighbours(const Neighbours&) = delete;
  Neighbours& operator=(const Neighbours&) = delete;

  [[nodiscard]] system::tension::Coupling coupling() const { return {rows, size_, links_.size(), links_.data()}; }

  /// exp(-rate t (I - K)) v.
  [[nodiscard]] Numbers relaxed(
      const Numbers& v, double rate, double time,
      const system::tension::TensionKernels& kernels = system::tension::tension_kernels()) const {
    std::vector<Numbers> columns;
    for (const double value : v) {
      columns.emplace_back(rows, value);
    }
    const Numbers rates(rows, rate);
    const Numbers times(rows, time);
    const std::vector<double*> values = pointers(columns);
    kernels.relax({coupling(), rates.data(), times.data(), values.data()});
    return first(columns);
  }

  /// (I - K)^-1 v.
  [[nodiscard]] Numbers steady(const Numbers& v) const {
    std::vector<Numbers> inverse(size_ * size_, Numbers(rows));
    const std::vector<double*> entries = pointers(inverse);
    system::tension::tension_kernels().invert(coupling(), entries.data());
    Numbers out(size_, 0.0);
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) {
        out[i] += inverse[i * size_ + j][0] * v[j];
      }
    }
    return out;
  }

  [[nodiscard]] static std::vector<double*> pointers(std::vector<Numbers>& columns) {
    std::vector<double*> all;
    for (Numbers& column : columns) {
      all.push_back(column.data());
    }
    return all;
  }
  [[nodiscard]] static Numbers first(const std::vector<Numbers>& columns) {
    Numbers all;
    for (const Numbers& column : columns) {
      all.push_back(column[0]);
    }
    return all;
  }

 private:
  std::size_t size_;
  std::vector<Numbers> weights_;
  std::vector<system::tension::Link> links_;
};

/// Exposure of one neighbour, in eight equal draws. All forces in the same unit, already weighed by distance.
struct Exposed {
  double standing = 0.0, at_home = 0.0, on_soil = 0.0, base = 0.0, access = 0.0, stationed = 0.0;

  struct Result {
    double exposure, gained, buffer;
  };
  [[nodiscard]] Result result() const {
    const auto eight = [](double value) {
      return std::array<double, 8>{value, value, value, value, value, value, value, value};
    };
    const auto a = eight(standing);
    const auto b = eight(at_home);
    const auto c = eight(on_soil);
    const auto d = eight(base);
    const auto e = eight(access);
    const auto f = eight(stationed);
    const auto none = eight(0.0);
    std::array<double, 8> slow = none;
    std::array<double, 8> mean = none;
    std::array<double, 8> exposure = none;
    std::array<double, 8> gained = none;
    std::array<double, 8> buffer = none;
    system::tension::tension_kernels().expose({.rows = 8,
                                               .standing = a.data(),
                                               .at_home = b.data(),
                                               .on_soil = c.data(),
                                               .base = d.data(),
                                               .access = e.data(),
                                               .stationed = f.data(),
                                               .stationed_share = f.data(),
                                               .visiting = none.data(),
                                               .visiting_mean = none.data(),
                                               .slow = slow.data(),
                                               .mean = mean.data(),
                                               .exposure = exposure.data(),
                                               .gained = gained.data(),
                                               .buffer = buffer.data()});
    return {exposure[0], gained[0], buffer[0]};
  }
};

}  // namespace suasion::test

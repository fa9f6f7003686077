#include "suasion/system/tension/tension_kernel.hpp"

#include "suasion/system/tension/formulas.hpp"

namespace suasion::system::tension::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// Packs of draws that go through a sum side by side, so that one does not wait for itself.
template <std::size_t ways>
struct Side {
  Pack of[ways];
};

/// term <- x K term / k. @param weight [links] x K
template <std::size_t ways>
SUASION_INLINE void next_term(const Coupling& coupling, const Side<ways>* weight, int k, Side<ways>* term) {
  Side<ways> next[most_neighbours];
  for (std::size_t i = 0; i < coupling.neighbours; ++i) {
    for (std::size_t w = 0; w < ways; ++w) {
      next[i].of[w] = broadcast(0.0);
    }
  }
  for (std::size_t l = 0; l < coupling.links;) {
    const std::size_t to = coupling.link[l].to;
    Side<ways> sum = next[to];
    for (; l < coupling.links && coupling.link[l].to == to; ++l) {
      for (std::size_t w = 0; w < ways; ++w) {
        sum.of[w] = sum.of[w] + weight[l].of[w] * term[coupling.link[l].from].of[w];
      }
    }
    next[to] = sum;
  }
  for (std::size_t i = 0; i < coupling.neighbours; ++i) {
    for (std::size_t w = 0; w < ways; ++w) {
      term[i].of[w] = next[i].of[w] * (1.0 / static_cast<double>(k));
    }
  }
}

/// v <- exp(-x (I - K)) v with x = rate times time: e^-x times the sum of (x K)^k / k! v, all of whose terms have one
/// sign where v has, so that nothing cancels. A pack ends where terms no longer change its sum.
template <std::size_t ways>
void relax_packs(const Coupling& coupling, std::size_t row, const Side<ways>& x, Side<ways>* v) {
  constexpr int most_terms = 500;
  constexpr double negligible = 0x1p-60;
  const std::size_t n = coupling.neighbours;
  Side<ways> term[most_neighbours];
  Side<ways> weight[most_neighbours * most_neighbours];
  for (std::size_t w = 0; w < ways; ++w) {
    for (std::size_t l = 0; l < coupling.links; ++l) {
      weight[l].of[w] = x.of[w] * load(coupling.link[l].weight + row + w * pack_lanes);
    }
    for (std::size_t i = 0; i < n; ++i) {
      term[i].of[w] = v[i].of[w];
    }
  }
  bool done[ways] = {};
  std::size_t left = ways;
  for (int k = 1; k <= most_terms && left > 0; ++k) {
    next_term(coupling, weight, k, term);
    for (std::size_t w = 0; w < ways; ++w) {
      if (done[w]) {
        continue;
      }
      Pack largest = broadcast(0.0);
      Pack whole = broadcast(0.0);
      for (std::size_t i = 0; i < n; ++i) {
        v[i].of[w] = v[i].of[w] + term[i].of[w];
        largest = max(largest, abs(term[i].of[w]));
        whole = max(whole, abs(v[i].of[w]));
      }
      done[w] = all(largest <= negligible * whole);
      left -= done[w] ? 1 : 0;
    }
  }
  for (std::size_t w = 0; w < ways; ++w) {
    const Pack share = exp(-x.of[w]);
    for (std::size_t i = 0; i < n; ++i) {
      v[i].of[w] = share * v[i].of[w];
    }
  }
}

template <std::size_t ways>
void relax_rows(const Relaxation& relaxation, std::size_t first) {
  const std::size_t n = relaxation.coupling.neighbours;
  Side<ways> v[most_neighbours];
  Side<ways> x;
  for (std::size_t w = 0; w < ways; ++w) {
    const std::size_t row = first + w * pack_lanes;
    x.of[w] = load(relaxation.rate + row) * load(relaxation.months + row);
    for (std::size_t i = 0; i < n; ++i) {
      v[i].of[w] = load(relaxation.values[i] + row);
    }
  }
  relax_packs(relaxation.coupling, first, x, v);
  for (std::size_t w = 0; w < ways; ++w) {
    for (std::size_t i = 0; i < n; ++i) {
      store(relaxation.values[i] + first + w * pack_lanes, v[i].of[w]);
    }
  }
}

void relax(const Relaxation& relaxation) {
  constexpr std::size_t ways = 4;
  std::size_t row = 0;
  for (; row + ways * pack_lanes <= relaxation.coupling.rows; row += ways * pack_lanes) {
    relax_rows<ways>(relaxation, row);
  }
  for (; row < relaxation.coupling.rows; row += pack_lanes) {
    relax_rows<1>(relaxation, row);
  }
}

using Square = Pack[most_neighbours][most_neighbours];

/// One step of Gauss and Jordan: column p of `matrix` becomes that of the identity; `other` goes along.
void eliminate(Square& matrix, Square& other, std::size_t n, std::size_t p) {
  const Pack pivot = 1.0 / matrix[p][p];
  for (std::size_t j = 0; j < n; ++j) {
    matrix[p][j] = matrix[p][j] * pivot;
    other[p][j] = other[p][j] * pivot;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const Pack factor = i == p ? broadcast(0.0) : matrix[i][p];
    for (std::size_t j = 0; j < n; ++j) {
      matrix[i][j] = matrix[i][j] - factor * matrix[p][j];
      other[i][j] = other[i][j] - factor * other[p][j];
    }
  }
}

/// Without exchange of rows: I - K is an M-matrix, whose pivots are positive as they come.
void invert(const Coupling& coupling, double* const* inverse) {
  const std::size_t n = coupling.neighbours;
  for (std::size_t row = 0; row < coupling.rows; row += pack_lanes) {
    Square matrix;
    Square out;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        matrix[i][j] = broadcast(i == j ? 1.0 : 0.0);
        out[i][j] = matrix[i][j];
      }
    }
    for (std::size_t l = 0; l < coupling.links; ++l) {
      const Link& link = coupling.link[l];
      matrix[link.to][link.from] = matrix[link.to][link.from] - load(link.weight + row);
    }
    for (std::size_t p = 0; p < n; ++p) {
      eliminate(matrix, out, n, p);
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        store(inverse[i * n + j] + row, out[i][j]);
      }
    }
  }
}

void expose(const Exposure& e) {
  for (std::size_t row = 0; row < e.rows; row += pack_lanes) {
    const Pack home = load(e.at_home + row);
    const Pack soil = load(e.on_soil + row);
    const Pack standing = load(e.standing + row);
    const Pack base = load(e.base + row);
    const Pack slow = standing + home + load(e.access + row) * (soil - home);
    store(e.mean + row,
          0.5 * (load(e.slow + row) + slow) + load(e.stationed_share + row) * base + load(e.visiting_mean + row));
    store(e.slow + row, slow);
    if (e.exposure == nullptr) {
      continue;
    }
    const Pack visiting = load(e.visiting + row);
    const Pack exposure = slow + load(e.stationed + row) * base + visiting;
    const Pack open = standing + soil + base + visiting;
    store(e.exposure + row, exposure);
    store(e.gained + row, open - exposure);
    store(e.buffer + row, buffer_index(exposure, open));
  }
}

template <bool effects>
void fear_of(const Anxiety& a) {
  const std::size_t n = a.coupling.neighbours;
  for (std::size_t row = 0; row < a.coupling.rows; row += pack_lanes) {
    const Pack weight = load(a.weight + row);
    const Pack x = load(a.rate + row) * a.months;
    Pack common = load(a.grievance + row);
    if (a.alarms != nullptr) {
      common = common + load(a.alarms + row) * load(a.alarm_size + row) / x;
    }
    Pack gained[most_neighbours];
    Pack input[most_neighbours];
    Pack rest[most_neighbours];
    Pack away[most_neighbours];
    for (std::size_t i = 0; i < n; ++i) {
      input[i] = weight * load(a.mean[i] + row) + common;
      gained[i] = effects ? load(a.gained[i] + row) : broadcast(0.0);
    }
    for (std::size_t i = 0; i < n; ++i) {
      rest[i] = broadcast(0.0);
      Pack effect = broadcast(0.0);
      for (std::size_t j = 0; j < n; ++j) {
        const Pack entry = load(a.inverse[i * n + j] + row);
        rest[i] = rest[i] + entry * input[j];
        if constexpr (effects) {
          effect = effect + entry * gained[j];
        }
      }
      if constexpr (effects) {
        store(a.effect[i] + row, weight * effect);
      }
      away[i] = load(a.anxiety[i] + row) - rest[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
      Pack anxiety = rest[i];
      for (std::size_t j = 0; j < n; ++j) {
        anxiety = anxiety + load(a.left[i * n + j] + row) * away[j];
      }
      store(a.anxiety[i] + row, anxiety);
    }
  }
}

void fear(const Anxiety& a) {
  if (a.effect != nullptr) {
    fear_of<true>(a);
  } else {
    fear_of<false>(a);
  }
}

/// The two halves of the 52 random bits of a uniform number are two uniform numbers of 26 bits, each in (0, 1).
void week(const Week& w) {
  constexpr double half = 0x1p26;
  for (std::size_t row = 0; row < w.rows; row += pack_lanes) {
    const Pack scaled = load(w.chance + row) * half;
    const Pack whole = nearest_whole(scaled - 0.5);
    const Pack chance[2] = {(whole + 0.5) * (1.0 / half), scaled - whole};
    const Pack branching = load(w.branching + row);
    const Pack memory = load(w.memory + row);
    Pack incidents[2];
    for (std::size_t k = 0; k < 2; ++k) {
      const Excitation<Pack> kind = {load(w.base[k] + row), branching, memory};
      const Pack remembered = load(w.remembered[k] + row);
      incidents[k] = poisson(intensity(kind, remembered), chance[k]);
      store(w.remembered[k] + row, remember(kind, remembered, incidents[k]));
    }
    store(w.warmth + row, load(w.warmth + row) * load(w.kept + row) + incidents[0]);
    store(w.count + row, load(w.count + row) + incidents[1]);
  }
}

void long_run(const LongRun& l) {
  for (std::size_t row = 0; row < l.rows; row += pack_lanes) {
    const Excitation<Pack> kind = {load(l.base + row), load(l.branching + row), load(l.memory + row)};
    const Stationary<Pack> law = stationary(kind, load(l.kept + row), load(l.size + row));
    store(l.mean + row, law.mean);
    store(l.sd + row, sqrt(law.variance));
    store(l.remembered + row, mean_incidents(kind) / (1.0 - kind.memory));
  }
}

void carry(const Quarrel& q) {
  for (std::size_t row = 0; row < q.rows; row += pack_lanes) {
    const Pack left = load(q.left + row);
    Pack departure = load(q.departure + row) * left;
    if (q.warmth != nullptr) {
      const Pack since = exp2(-q.months_since_week / load(q.half_life + row));
      const Pack fresh = load(q.size + row) * load(q.warmth + row) * since;
      departure = departure + (fresh - (1.0 - left) * load(q.mean + row));
    }
    store(q.departure + row, departure);
  }
}

void tell(const Quarrel& q) {
  const Pack middle = normal_cdf(broadcast(0.0));
  for (std::size_t row = 0; row < q.rows; row += pack_lanes) {
    const Pack departure = load(q.departure + row);
    const Pack sd = load(q.sd + row);
    store(q.temperature + row, load(q.mean + row) + departure);
    const bool at_rest = all((departure == 0.0) & (sd > 0.0));
    store(q.rank + row, at_rest ? middle : normal_cdf(departure / sd));
  }
}

void absorb(const Absorption& a) {
  for (std::size_t row = 0; row < a.rows; row += pack_lanes) {
    const Pack exponent = load(a.slope + row) * (load(a.level + row) - load(a.level_before + row)) +
                          load(a.base_slope + row) * load(a.stationed + row);
    const Pack now = load(a.base + row) * exp(exponent);
    const Pack before = load(a.rate + row);
    const Pack mean = select(before < 0.0, now, 0.5 * (before + now));
    const Pack old = load(a.summed + row);
    const Pack sum = old + mean * a.months;
    const Pack ratio = load(a.ratio + row);
    const Pack risk = 1.0 - exp(-(ratio * sum));
    const Pack patience = load(a.patience + row);
    const Mask happens = (ratio * old < patience) & (ratio * sum >= patience);
    if (any(happens)) {
      const Pack part = (patience - ratio * old) / max(ratio * (sum - old), broadcast(least_normal));
      const Pack day = load(a.day + row);
      store(a.day + row, select(happens, min(a.start + (a.end - a.start) * part, day), day));
    }
    store(a.rate + row, now);
    store(a.summed + row, sum);
    store(a.risk + row, risk);
    store(a.self_risk + row, risk / max(1.0 - exp(-sum), broadcast(least_normal)));
  }
}

void open_soil(const double* intercept, const double* const* slope, const double* const* variable, std::size_t terms,
               double* out, std::size_t rows) {
  for (std::size_t row = 0; row < rows; row += pack_lanes) {
    Pack z = load(intercept + row);
    for (std::size_t t = 0; t < terms; ++t) {
      z = z + load(slope[t] + row) * load(variable[t] + row);
    }
    store(out + row, access(z));
  }
}

void reach_over(double km, const double* scale, double* out, std::size_t rows) {
  for (std::size_t row = 0; row < rows; row += pack_lanes) {
    store(out + row, reach(broadcast(km), load(scale + row)));
  }
}

void kept(const double* time, const double* half_life, double* out, std::size_t rows) {
  for (std::size_t row = 0; row < rows; row += pack_lanes) {
    store(out + row, exp2(-load(time + row) / load(half_life + row)));
  }
}

}  // namespace

TensionKernels tension_kernels() {
  return {&relax, &invert, &expose, &fear, &week, &long_run, &carry, &tell, &absorb, &open_soil, &reach_over, &kept};
}

}  // namespace suasion::system::tension::SUASION_TARGET

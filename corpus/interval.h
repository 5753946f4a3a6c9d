// A range of numbers: what an estimate may be. A value.
#pragma once

namespace tracklint::corpus {

struct Interval {
  double low = 0;
  double high = 1;
};

}  // namespace tracklint::corpus

package io.crowdroll.architecture.planted.protocol;

/** Each place where floating point could hide. */
interface Arithmetic {
  record Field(double share) {}

  final class Parameter {
    void take(float ignored) {}
  }

  final class Local {
    long half(long amount) {
      return (long) (amount * 0.5);
    }
  }

  final class Array {
    int size(int length) {
      return new float[length].length;
    }
  }

  final class Call {
    int root(int square) {
      return Long.numberOfLeadingZeros(Double.doubleToLongBits(square));
    }
  }
}

package io.crowdroll.prover.field;

/**
 * Sums of two, three or four products in a field with a single Montgomery reduction: what the
 * towers and Poseidon's matrix are made of. Operands are runs of consecutive elements, in the form
 * of {@link PrimeField}; the result is fully reduced. Nothing here allocates; an output may overlap
 * an input.
 *
 * <p>Method: operand scanning with the rows of all products interleaved before each reduction step.
 * With both primes below 0.19 · 2^256 the running sum stays below 5p, inside four limbs, and the
 * result below 4p · 0.19 + p &lt; 2p, so one conditional subtraction is enough. Against separate
 * multiplications this saves a reduction and an addition a product; the products are written out,
 * as a loop over them keeps the compiler from holding the sum in registers.
 */
public record SumOfProducts(PrimeField field) {

  public static final SumOfProducts FQ = new SumOfProducts(PrimeField.FQ);
  public static final SumOfProducts FR = new SumOfProducts(PrimeField.FR);

  /** out = a₀b₀ + a₁b₁. */
  public void of2(long[] out, int o, long[] a, int i, long[] b, int j) {
    long t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    for (int row = 0; row < PrimeField.LIMBS; row++) {
      long low;
      long high;
      long carry;
      long x = a[i + row];
      long s0 = t0, s1 = t1, s2 = t2, s3 = t3, s4 = 0;
      low = x * b[j];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j]) + carry(s0, low);
      low = x * b[j + 1];
      high = Math.unsignedMultiplyHigh(x, b[j + 1]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 2];
      high = Math.unsignedMultiplyHigh(x, b[j + 2]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 3];
      high = Math.unsignedMultiplyHigh(x, b[j + 3]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      x = a[i + 4 + row];
      low = x * b[j + 4];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j + 4]) + carry(s0, low);
      low = x * b[j + 5];
      high = Math.unsignedMultiplyHigh(x, b[j + 5]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 6];
      high = Math.unsignedMultiplyHigh(x, b[j + 6]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 7];
      high = Math.unsignedMultiplyHigh(x, b[j + 7]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      long q = s0 * field.inverseOfP();
      low = q * field.p0();
      carry = Math.unsignedMultiplyHigh(q, field.p0()) + carry(s0 + low, low);
      low = q * field.p1();
      high = Math.unsignedMultiplyHigh(q, field.p1());
      s1 += low;
      high += carry(s1, low);
      t0 = s1 + carry;
      carry = high + carry(t0, carry);
      low = q * field.p2();
      high = Math.unsignedMultiplyHigh(q, field.p2());
      s2 += low;
      high += carry(s2, low);
      t1 = s2 + carry;
      carry = high + carry(t1, carry);
      low = q * field.p3();
      high = Math.unsignedMultiplyHigh(q, field.p3());
      s3 += low;
      high += carry(s3, low);
      t2 = s3 + carry;
      t3 = s4 + high + carry(t2, carry);
    }
    field.reduce(out, o, t0, t1, t2, t3);
  }

  /** out = a₀b₀ + a₁b₁ + a₂b₂. */
  public void of3(long[] out, int o, long[] a, int i, long[] b, int j) {
    long t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    for (int row = 0; row < PrimeField.LIMBS; row++) {
      long low;
      long high;
      long carry;
      long x = a[i + row];
      long s0 = t0, s1 = t1, s2 = t2, s3 = t3, s4 = 0;
      low = x * b[j];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j]) + carry(s0, low);
      low = x * b[j + 1];
      high = Math.unsignedMultiplyHigh(x, b[j + 1]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 2];
      high = Math.unsignedMultiplyHigh(x, b[j + 2]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 3];
      high = Math.unsignedMultiplyHigh(x, b[j + 3]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      x = a[i + 4 + row];
      low = x * b[j + 4];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j + 4]) + carry(s0, low);
      low = x * b[j + 5];
      high = Math.unsignedMultiplyHigh(x, b[j + 5]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 6];
      high = Math.unsignedMultiplyHigh(x, b[j + 6]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 7];
      high = Math.unsignedMultiplyHigh(x, b[j + 7]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      x = a[i + 8 + row];
      low = x * b[j + 8];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j + 8]) + carry(s0, low);
      low = x * b[j + 9];
      high = Math.unsignedMultiplyHigh(x, b[j + 9]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 10];
      high = Math.unsignedMultiplyHigh(x, b[j + 10]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 11];
      high = Math.unsignedMultiplyHigh(x, b[j + 11]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      long q = s0 * field.inverseOfP();
      low = q * field.p0();
      carry = Math.unsignedMultiplyHigh(q, field.p0()) + carry(s0 + low, low);
      low = q * field.p1();
      high = Math.unsignedMultiplyHigh(q, field.p1());
      s1 += low;
      high += carry(s1, low);
      t0 = s1 + carry;
      carry = high + carry(t0, carry);
      low = q * field.p2();
      high = Math.unsignedMultiplyHigh(q, field.p2());
      s2 += low;
      high += carry(s2, low);
      t1 = s2 + carry;
      carry = high + carry(t1, carry);
      low = q * field.p3();
      high = Math.unsignedMultiplyHigh(q, field.p3());
      s3 += low;
      high += carry(s3, low);
      t2 = s3 + carry;
      t3 = s4 + high + carry(t2, carry);
    }
    field.reduce(out, o, t0, t1, t2, t3);
  }

  /** out = a₀b₀ + a₁b₁ + a₂b₂ + a₃b₃. */
  public void of4(long[] out, int o, long[] a, int i, long[] b, int j) {
    long t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    for (int row = 0; row < PrimeField.LIMBS; row++) {
      long low;
      long high;
      long carry;
      long x = a[i + row];
      long s0 = t0, s1 = t1, s2 = t2, s3 = t3, s4 = 0;
      low = x * b[j];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j]) + carry(s0, low);
      low = x * b[j + 1];
      high = Math.unsignedMultiplyHigh(x, b[j + 1]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 2];
      high = Math.unsignedMultiplyHigh(x, b[j + 2]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 3];
      high = Math.unsignedMultiplyHigh(x, b[j + 3]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      x = a[i + 4 + row];
      low = x * b[j + 4];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j + 4]) + carry(s0, low);
      low = x * b[j + 5];
      high = Math.unsignedMultiplyHigh(x, b[j + 5]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 6];
      high = Math.unsignedMultiplyHigh(x, b[j + 6]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 7];
      high = Math.unsignedMultiplyHigh(x, b[j + 7]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      x = a[i + 8 + row];
      low = x * b[j + 8];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j + 8]) + carry(s0, low);
      low = x * b[j + 9];
      high = Math.unsignedMultiplyHigh(x, b[j + 9]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 10];
      high = Math.unsignedMultiplyHigh(x, b[j + 10]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 11];
      high = Math.unsignedMultiplyHigh(x, b[j + 11]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      x = a[i + 12 + row];
      low = x * b[j + 12];
      s0 += low;
      carry = Math.unsignedMultiplyHigh(x, b[j + 12]) + carry(s0, low);
      low = x * b[j + 13];
      high = Math.unsignedMultiplyHigh(x, b[j + 13]);
      s1 += low;
      high += carry(s1, low);
      s1 += carry;
      carry = high + carry(s1, carry);
      low = x * b[j + 14];
      high = Math.unsignedMultiplyHigh(x, b[j + 14]);
      s2 += low;
      high += carry(s2, low);
      s2 += carry;
      carry = high + carry(s2, carry);
      low = x * b[j + 15];
      high = Math.unsignedMultiplyHigh(x, b[j + 15]);
      s3 += low;
      high += carry(s3, low);
      s3 += carry;
      s4 += high + carry(s3, carry);
      long q = s0 * field.inverseOfP();
      low = q * field.p0();
      carry = Math.unsignedMultiplyHigh(q, field.p0()) + carry(s0 + low, low);
      low = q * field.p1();
      high = Math.unsignedMultiplyHigh(q, field.p1());
      s1 += low;
      high += carry(s1, low);
      t0 = s1 + carry;
      carry = high + carry(t0, carry);
      low = q * field.p2();
      high = Math.unsignedMultiplyHigh(q, field.p2());
      s2 += low;
      high += carry(s2, low);
      t1 = s2 + carry;
      carry = high + carry(t1, carry);
      low = q * field.p3();
      high = Math.unsignedMultiplyHigh(q, field.p3());
      s3 += low;
      high += carry(s3, low);
      t2 = s3 + carry;
      t3 = s4 + high + carry(t2, carry);
    }
    field.reduce(out, o, t0, t1, t2, t3);
  }

  // 1 if sum = addend + anything overflowed 64 bits
  private static long carry(long sum, long addend) {
    return sum + Long.MIN_VALUE < addend + Long.MIN_VALUE ? 1 : 0;
  }
}

package io.crowdroll.protocol.evm;

import io.crowdroll.protocol.chain.Address;
import java.util.List;

/**
 * The precompiles of a fork, by address.
 *
 * @param fromOne the one at address 1, the one at address 2, …
 */
public record Precompiles(List<Precompile> fromOne) {
  public static final Precompiles NONE = new Precompiles(List.of());

  public Precompiles {
    fromOne = List.copyOf(fromOne);
  }

  /** Which one stands at the address, from 1; 0 if none does. */
  public int numberAt(Address address) {
    boolean low = (address.w0() | address.w1()) == 0;
    return low && address.w2() > 0 && address.w2() <= fromOne.size() ? (int) address.w2() : 0;
  }
}

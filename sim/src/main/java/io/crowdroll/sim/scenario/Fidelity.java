package io.crowdroll.sim.scenario;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which rung of the ladder each concern runs on (PROTOCOL.md §10). */
public record Fidelity(Rung execution, Rung proofs, Rung consensus, Rung l1, Rung network) {

  /** Rungs from cheapest to most real. */
  public enum Rung {
    FORMULA,
    MODELLED,
    FULL,
    TESTNET;

    /** As the scenario file writes it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One sentence that names what is not built, or empty where everything asked for is. */
  Optional<String> notBuilt() {
    var wanted = new LinkedHashMap<String, Rung>();
    wanted.put("execution", execution);
    wanted.put("proofs", proofs);
    wanted.put("consensus", consensus);
    wanted.put("l1", l1);
    wanted.put("network", network);
    wanted.values().removeIf(rung -> rung == Rung.MODELLED);
    wanted.remove("execution", Rung.FULL);
    wanted.remove("proofs", Rung.FULL);
    wanted.remove("consensus", Rung.FULL);
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            wanted.entrySet().stream()
                    .map(entry -> "fidelity." + entry.getKey() + ": " + entry.getValue().key())
                    .collect(Collectors.joining(", ", "This version cannot run ", ""))
                + "; all rungs built so far are `modelled`, and `full` of execution,"
                + " proofs and consensus.");
  }
}

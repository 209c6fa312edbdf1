package io.crowdroll.prover.circuit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From a recording to a constraint system: folds linear constraints, drops internal wires that no
 * constraint mentions any more, and numbers the wires that stay, in the order they were made.
 */
final class Compiler {
  private final Circuit circuit;
  private final Recording recording;
  private final int inputs;
  private final Folding folding;

  // of the constraints that stay
  private final Ints defined = new Ints();
  private final Ints statement = new Ints();
  private final Ints scope = new Ints();

  Compiler(Circuit circuit, Recording recording) {
    this.circuit = circuit;
    this.recording = recording;
    this.inputs = circuit.inputs().size();
    this.folding = Folding.of(recording, 1 + inputs);
  }

  Compiled compile() {
    describeRows();
    boolean[] used = new boolean[recording.registers()];
    MatrixWriter[] writers = new MatrixWriter[3];
    for (int m = 0; m < 3; m++) {
      writers[m] = new MatrixWriter(recording.coefficients);
      writeRows(m, writers[m]);
      writers[m].markUsed(used);
    }
    int[] registerOfWire = order(used);
    int[] wireOf = new int[recording.registers()];
    for (int w = 0; w < registerOfWire.length; w++) {
      wireOf[registerOfWire[w]] = w;
    }
    int publicInputs = (int) circuit.inputs().stream().filter(Circuit.Input::isPublic).count();
    int[] statements = statement.toArray();
    R1cs r1cs =
        new R1cs(
            registerOfWire.length,
            recording.outputs.size(),
            publicInputs,
            inputs - publicInputs,
            writers[0].finish(wireOf),
            writers[1].finish(wireOf),
            writers[2].finish(wireOf),
            k -> Origins.of(circuit, statements[k]));
    Map<String, Integer> names = new LinkedHashMap<>();
    circuit.inputs().forEach(input -> names.put(input.name(), input.register()));
    return new Compiled(
        circuit,
        r1cs,
        statistics(r1cs, used),
        names,
        new Program(
            recording.code.toArray(),
            recording.coefficients.values(),
            recording.hints,
            recording.registers()),
        registerOfWire,
        defined.toArray(),
        statements,
        List.copyOf(recording.freedoms),
        recording.scopes);
  }

  private void describeRows() {
    for (int k = 0; k < recording.products.size() / 3; k++) {
      defined.add(recording.defined.get(k));
      statement.add(recording.productStatement.get(k));
      scope.add(recording.productScope.get(k));
    }
    for (int k = 0; k < recording.zeros.size(); k++) {
      if (!folding.dropped(k)) {
        defined.add(-1);
        statement.add(recording.zeroStatement.get(k));
        scope.add(recording.zeroScope.get(k));
      }
    }
  }

  /** The rows of one matrix: of products, then of linear constraints, which are 0 · 0 = sum. */
  private void writeRows(int matrix, MatrixWriter writer) {
    long[] values = recording.coefficients.values();
    for (int row = matrix; row < recording.products.size(); row += 3) {
      writeRow(recording.products, row, values, writer);
    }
    for (int k = 0; k < recording.zeros.size(); k++) {
      if (!folding.dropped(k)) {
        if (matrix == 2) {
          writeRow(recording.zeros, k, values, writer);
        } else {
          writer.add(Linear.ZERO);
        }
      }
    }
  }

  private void writeRow(Rows rows, int row, long[] values, MatrixWriter writer) {
    boolean untouched = true;
    for (int place = rows.start(row); place < rows.end(row); place++) {
      untouched &= folding.substitution(rows.register(place)) == null;
    }
    if (untouched) {
      writer.add(rows, row);
    } else {
      writer.add(folding.apply(rows.get(row, values)));
    }
  }

  /** Registers in the order of wires: 1, outputs, public inputs, secret inputs, internal. */
  private int[] order(boolean[] used) {
    Ints order = new Ints();
    order.add(0);
    recording.outputs.values().forEach(order::add);
    for (boolean isPublic : new boolean[] {true, false}) {
      for (Circuit.Input input : circuit.inputs()) {
        if (input.isPublic() == isPublic) {
          order.add(input.register());
        }
      }
    }
    for (int r = 1 + inputs; r < used.length; r++) {
      if (used[r] && !recording.outputs.containsValue(r)) {
        order.add(r);
      }
    }
    return order.toArray();
  }

  private Statistics statistics(R1cs r1cs, boolean[] used) {
    int[] counts = new int[recording.scopes.size()];
    for (int k = 0; k < scope.size(); k++) {
      counts[scope.get(k)]++;
    }
    // a child has a higher number than its parent
    for (int s = counts.length - 1; s > 0; s--) {
      counts[recording.scopes.parent(s)] += counts[s];
    }
    List<Statistics.Scope> scopes = new ArrayList<>();
    for (int s = 0; s < counts.length; s++) {
      scopes.add(
          new Statistics.Scope(recording.scopes.path(s), recording.scopes.calls(s), counts[s]));
    }
    int kept = r1cs.constraints() - recording.products.size() / 3;
    return new Statistics(
        circuit.name(),
        r1cs.constraints(),
        r1cs.wires(),
        (long) r1cs.a().terms() + r1cs.b().terms() + r1cs.c().terms(),
        recording.zeros.size() - kept,
        List.copyOf(scopes),
        circuit.inputs().stream()
            .filter(input -> !used[input.register()])
            .map(Circuit.Input::name)
            .toList());
  }
}

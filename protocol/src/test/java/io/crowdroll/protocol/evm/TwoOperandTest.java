package io.crowdroll.protocol.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** go-ethereum's table of results of instructions with two operands. */
class TwoOperandTest {
  private static final Map<String, Integer> OPCODES =
      Map.ofEntries(
          Map.entry("add", Opcode.ADD),
          Map.entry("and", Opcode.AND),
          Map.entry("byte", Opcode.BYTE),
          Map.entry("div", Opcode.DIV),
          Map.entry("eq", Opcode.EQ),
          Map.entry("exp", Opcode.EXP),
          Map.entry("gt", Opcode.GT),
          Map.entry("lt", Opcode.LT),
          Map.entry("mod", Opcode.MOD),
          Map.entry("mul", Opcode.MUL),
          Map.entry("or", Opcode.OR),
          Map.entry("sar", Opcode.SAR),
          Map.entry("sdiv", Opcode.SDIV),
          Map.entry("sgt", Opcode.SGT),
          Map.entry("shl", Opcode.SHL),
          Map.entry("shr", Opcode.SHR),
          Map.entry("signext", Opcode.SIGNEXTEND),
          Map.entry("slt", Opcode.SLT),
          Map.entry("smod", Opcode.SMOD),
          Map.entry("sub", Opcode.SUB),
          Map.entry("xor", Opcode.XOR));

  @Test
  void everyRecordedResultAgrees() {
    Path root = Path.of(System.getProperty("vectors.dir", ""), "evm-two-operand");
    assumeTrue(Files.exists(root), () -> "no vectors at " + root + " (-Dvectors.dir=…)");
    int cases = 0;
    for (Map.Entry<String, Integer> operation : OPCODES.entrySet()) {
      Path file = root.resolve("testcases_" + operation.getKey() + ".json");
      for (JsonNode test : JsonMapper.shared().readTree(file)) {
        // X is pushed first in that table, so Y is the first operand
        Outcome outcome =
            new Bytecode()
                .push(number(test.get("X")))
                .push(number(test.get("Y")))
                .op(operation.getValue())
                .returnTop()
                .run(new World(), 100_000);
        assertThat(Bytecode.number(outcome.output()))
            .as("%s %s", operation.getKey(), test)
            .isEqualTo(number(test.get("Expected")));
        cases++;
      }
    }
    assertThat(cases).isGreaterThanOrEqualTo(850);
  }

  private static BigInteger number(JsonNode hex) {
    return new BigInteger(hex.asString(), 16);
  }
}

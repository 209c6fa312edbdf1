package io.crowdroll.protocol.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.circuits.Statement;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What damage makes of a witness; {@link ProvenTransitionsTest} takes whole ones there and back.
 */
class StatementCodecTest {
  private static final Statement EMPTY_BLOCK =
      new Statement(
          Statement.LEAF,
          BigInteger.TWO,
          BigInteger.TEN,
          new Hash256(1, 2, 3, 4),
          new Hash256(1, 2, 3, 4),
          7,
          7,
          5,
          0,
          List.of());

  @Test
  void aBatchIsWrittenWithoutItsPads() {
    Statement batch = EMPTY_BLOCK.padded(16);
    byte[] bytes = StatementCodec.encode(batch);
    assertThat(bytes).hasSizeLessThan(150);
    assertThat(StatementCodec.decode(bytes)).isEqualTo(batch);
  }

  @Test
  void noCapacityIsTooLargeToBeRefused() {
    byte[] most = StatementCodec.encode(EMPTY_BLOCK.padded(64));
    assertThat(StatementCodec.decode(most)).isNotNull();
    assertThat(StatementCodec.decode(StatementCodec.encode(EMPTY_BLOCK.padded(65)))).isNull();
  }

  @Test
  void damagedBytesAreNothingOrAnotherStatement() {
    byte[] bytes = StatementCodec.encode(EMPTY_BLOCK.padded(4));
    Random random = new Random(9);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = Arrays.copyOf(bytes, bytes.length - random.nextInt(2));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      Statement statement = StatementCodec.decode(damaged);
      if (statement != null) {
        assertThat(StatementCodec.encode(statement)).isEqualTo(damaged);
      }
    }
  }
}

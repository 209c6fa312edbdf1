package io.crowdroll.protocol.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crowdroll.protocol.chain.Address;
import io.crowdroll.protocol.chain.Hash256;
import io.crowdroll.protocol.chain.Rlp;
import io.crowdroll.protocol.chain.Wei;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  enum Colour {
    RED,
    GREEN
  }

  sealed interface Shape {
    record Circle(int radius) implements Shape {}

    record Nothing() implements Shape {}

    sealed interface Cornered extends Shape {}

    record Square(long side) implements Cornered {}
  }

  record All(
      long number,
      int small,
      boolean flag,
      Colour colour,
      String text,
      BigInteger big,
      Hash256 hash,
      Address address,
      Wei amount,
      List<Shape> shapes,
      Optional<Shape> maybe) {}

  record Strict(int positive) {
    Strict {
      if (positive <= 0) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  record Unknown(Object anything) {}

  private static final All SAMPLE =
      new All(
          -5,
          -1,
          true,
          Colour.GREEN,
          "grün",
          BigInteger.ONE.shiftLeft(300),
          new Hash256(1, 2, 3, 4),
          null,
          Wei.of(-7),
          List.of(new Shape.Circle(3), new Shape.Square(Long.MIN_VALUE), new Shape.Nothing()),
          Optional.of(new Shape.Circle(9)));

  @Test
  void whatIsEncodedIsDecoded() {
    byte[] bytes = RecordCodec.encode(All.class, SAMPLE);
    assertThat(RecordCodec.decode(All.class, bytes)).isEqualTo(SAMPLE);
    assertThat(RecordCodec.encode(All.class, RecordCodec.decode(All.class, bytes)))
        .isEqualTo(bytes);
  }

  @Test
  void anAbsentReferenceIsNoneOfItsValues() {
    byte[] bytes = RecordCodec.encode(Shape.class, null);
    assertThat(bytes).isNotEqualTo(RecordCodec.encode(Shape.class, new Shape.Nothing()));
    assertThat(RecordCodec.decode(Shape.class, bytes)).isNull();
  }

  @Test
  void bytesOfAnotherFormAreNothing() {
    byte[] bytes = RecordCodec.encode(All.class, SAMPLE);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(RecordCodec.decode(All.class, Arrays.copyOf(bytes, length))).isNull();
    }
    assertThat(RecordCodec.decode(All.class, Arrays.copyOf(bytes, bytes.length + 1))).isNull();
    // alternative 3 of three, a number with a leading zero, a field too many
    assertThat(RecordCodec.decode(Shape.class, Rlp.list(Rlp.number(3), Rlp.list()))).isNull();
    byte[] padded = Rlp.list(Rlp.number(0), Rlp.list(Rlp.string(new byte[] {0, 1})));
    assertThat(RecordCodec.decode(Shape.class, padded)).isNull();
    byte[] longer = Rlp.list(Rlp.number(1), Rlp.list(Rlp.number(1)));
    assertThat(RecordCodec.decode(Shape.class, longer)).isNull();
  }

  @Test
  void whatTheRecordItselfRefusesIsNothing() {
    assertThat(RecordCodec.decode(Strict.class, Rlp.list(Rlp.number(1)))).isEqualTo(new Strict(1));
    assertThat(RecordCodec.decode(Strict.class, Rlp.list(Rlp.number(0)))).isNull();
  }

  record Several(List<Shape> shapes) {}

  record Perhaps(Optional<Shape> shape) {}

  @Test
  void nothingIsNoElement() {
    byte[] absent = Rlp.list(Rlp.list(Rlp.string(new byte[0])));
    assertThat(RecordCodec.decode(Several.class, absent)).isNull();
    assertThat(RecordCodec.decode(Perhaps.class, absent)).isNull();
  }

  @Test
  void aTypeThatHasNoFormIsAMistakeOfTheProgram() {
    assertThatThrownBy(() -> RecordCodec.encode(Unknown.class, new Unknown(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

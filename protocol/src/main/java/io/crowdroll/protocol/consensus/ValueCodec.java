package io.crowdroll.protocol.consensus;

/** How values are written down, as a port: consensus does not know what they hold. */
public interface ValueCodec {

  byte[] encode(Value value);

  /** The value of an encoding, {@code null} where the bytes are none. */
  Value decode(byte[] bytes);
}

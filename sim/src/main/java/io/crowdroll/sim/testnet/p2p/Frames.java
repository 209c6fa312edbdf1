package io.crowdroll.sim.testnet.p2p;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** A connection as frames: four bytes of length, most significant first, and the bytes. */
final class Frames implements AutoCloseable {
  /** Most bytes of a frame: a full block, several times over. */
  static final int MAX = 4 << 20;

  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  Frames(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
  }

  /** How long {@link #read} waits for a byte, 0 = for ever. */
  void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /**
   * The next frame.
   *
   * @param max bytes that it may have
   * @throws IOException if it has more, or the connection ends
   */
  byte[] read(int max) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > max) {
      throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes");
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    return frame;
  }

  /** Sends a frame; with {@code flush} what was held back as well. */
  void write(byte[] frame, boolean flush) throws IOException {
    out.writeInt(frame.length);
    out.write(frame);
    if (flush) {
      out.flush();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone either way
    }
  }
}

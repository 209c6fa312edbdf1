package io.crowdroll.architecture.planted.protocol;

import io.crowdroll.architecture.planted.reports.InnocentPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Each way in which a protocol could let the outside in. */
interface OutsideWorld {
  record Clock() {
    LongSupplier now() {
      return System::nanoTime;
    }
  }

  record Today() {
    String text() {
      return Instant.EPOCH.toString();
    }
  }

  record Disk() {
    byte[] read() throws IOException {
      return Files.readAllBytes(Path.of("ledger"));
    }
  }

  record Socket(URI peer) {}

  record Worker() {
    void start(Runnable work) {
      new Thread(work).start();
    }
  }

  record Counter(AtomicLong value) {}

  record Dice(Random random) {}

  record Coin() {
    boolean toss() {
      return Math.random() < 1;
    }
  }

  record Name(UUID id) {}

  record Printer() {
    void print() {
      System.out.println();
    }
  }

  record Reader(InnocentPage page) {}
}

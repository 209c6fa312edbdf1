package io.crowdroll.sim.agents;

import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Counts the calls of a method, all overloads, by Flight Recorder's method timing (JEP 520). */
final class Invocations {
  /** What is watched meanwhile. */
  interface Work {
    void run() throws Exception;
  }

  private Invocations() {}

  /** The calls that any thread of this process makes while the work is done. */
  static long count(Class<?> type, String method, Work work) throws Exception {
    Path file = Files.createTempFile("invocations", ".jfr");
    try (Recording recording = new Recording()) {
      recording
          .enable("jdk.MethodTiming")
          .with("filter", type.getName() + "::" + method)
          .with("period", "endChunk");
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getEventType().getName().equals("jdk.MethodTiming"))
          .mapToLong(event -> event.getLong("invocations"))
          .sum();
    } finally {
      Files.delete(file);
    }
  }
}

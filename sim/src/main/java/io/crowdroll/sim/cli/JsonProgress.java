package io.crowdroll.sim.cli;

import io.crowdroll.sim.experiment.Progress;
import java.io.PrintWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A line of JSON each time, for logs and for programs that start this one. */
final class JsonProgress implements Progress {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;

  JsonProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(Snapshot snapshot) {
    ObjectNode line = JSON.createObjectNode();
    line.put("done", snapshot.done());
    line.put("planned", snapshot.planned());
    line.put("share", rounded(snapshot.share()));
    line.put("elapsedSeconds", snapshot.elapsedMillis() / 1000);
    long eta = snapshot.etaMillis();
    if (eta >= 0) {
      line.put("etaSeconds", Math.round(eta / 1e3));
    }
    line.put("eventsPerSecond", Math.round(snapshot.eventsPerSecond()));
    ArrayNode running = line.putArray("running");
    for (Worker worker : snapshot.running()) {
      ObjectNode one = running.addObject();
      one.put("replication", worker.label());
      one.put("share", rounded(worker.share()));
    }
    out.println(JSON.writeValueAsString(line));
    out.flush();
  }

  private static double rounded(double share) {
    return Math.round(share * 1e4) / 1e4;
  }
}

package io.crowdroll.sim.model;

import io.crowdroll.sim.scenario.Problem;
import io.crowdroll.sim.scenario.ScenarioException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded trace: a CSV file with a header line, no quotes. Every line that cannot be read is a
 * problem with its place, and all of them are told at once.
 */
final class TraceFile {
  private static final int MAX_PROBLEMS = 20;

  private final Path file;
  private final List<Problem> problems = new ArrayList<>();

  /** One line: its number in the file, from 1, and its cells. */
  record Line(int number, String[] cells) {}

  TraceFile(Path file) {
    this.file = file;
  }

  /**
   * The lines below the header, blank ones left out.
   *
   * @throws ScenarioException if the file cannot be read or its header is another
   */
  List<Line> lines(String... header) throws ScenarioException {
    List<String> text;
    try {
      text = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ScenarioException(
          List.of(new Problem(file.toString(), 0, 0, "cannot be read: " + e.getMessage())));
    }
    String expected = String.join(",", header);
    if (text.isEmpty() || !text.getFirst().strip().equals(expected)) {
      problem(1, 1, "the first line must be `" + expected + "`");
      complete();
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < text.size(); i++) {
      if (!text.get(i).isBlank()) {
        String[] cells = text.get(i).split(",", -1);
        if (cells.length == header.length) {
          lines.add(new Line(i + 1, cells));
        } else {
          problem(i + 1, 1, cells.length + " cells, must be " + header.length);
        }
      }
    }
    return lines;
  }

  /** A cell as a time in ms, at least {@code least}; else a problem is noted. */
  long millis(Line line, int cell, long least) {
    String text = line.cells[cell].strip();
    try {
      long value = Long.parseLong(text);
      if (value >= least) {
        return value;
      }
      problem(line, cell, "`" + text + "` must be at least " + least + " ms");
    } catch (NumberFormatException _) {
      problem(line, cell, "`" + text + "` is no whole number of ms");
    }
    return least;
  }

  /** Notes what is wrong with a cell. */
  void problem(Line line, int cell, String message) {
    int column = 1;
    for (int i = 0; i < cell; i++) {
      column += line.cells[i].length() + 1;
    }
    problem(line.number, column, message);
  }

  private void problem(int line, int column, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new Problem(file.toString(), line, column, message));
    }
  }

  /** Ends reading: throws what was found wrong. */
  void complete() throws ScenarioException {
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
  }
}

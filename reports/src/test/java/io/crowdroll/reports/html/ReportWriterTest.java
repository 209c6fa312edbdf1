package io.crowdroll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.reports.results.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  @TempDir Path temporary;

  @Test
  void aWholeRunShowsEveryFigureAndTellsWhatHappened() throws IOException {
    String html = render(SyntheticRun.write(temporary, 3, 4_000, 60));

    assertThat(html)
        .contains("Does the chain stay live when half of the provers vanish at noon?")
        .contains("1 of 3 expectations holds.")
        .contains("✗ fails")
        .contains("? inconclusive")
        .contains("Half of all tasks were proven within <strong>")
        .contains("half of the provers go offline (at 12 h)")
        .contains("Brackets are 95 % intervals of the mean over replications.")
        .contains("./crowdroll run scenarios/synthetic.yaml --seed 1")
        .contains("&lt;laptops&gt;");
    assertThat(html.split("<svg ", -1).length - 1).isEqualTo(20);
    assertThat(html.split("<figcaption>", -1).length - 1).isEqualTo(20);
  }

  @Test
  void everyEntryOfTheContentsLeadsToASection() throws IOException {
    String html = render(SyntheticRun.write(temporary, 1, 500, 20));

    Matcher link = Pattern.compile("href=\"#([a-z0-9]+)\"").matcher(html);
    int links = 0;
    while (link.find()) {
      assertThat(html).contains("<section id=\"" + link.group(1) + "\">");
      links++;
    }
    assertThat(links).isGreaterThan(15);
  }

  @Test
  void realProofTimesAreShownByCircuitWhereThereAreAny() throws IOException {
    RunDirectory run = SyntheticRun.write(temporary, 2, 500, 20);
    assertThat(render(run)).doesNotContain("realproofs");
    Files.writeString(
        run.realProofsFile(0),
        "ms,task,circuit,seconds\n"
            + "1000,1,transfer,0.500\n"
            + "2000,2,transfer,0.700\n"
            + "9000,3,batch-4,4.000\n");
    Files.writeString(
        run.realProofsFile(1),
        "ms,task,circuit,seconds\n1000,1,transfer,0.900\n5000,-1,exit,0.200\n");

    String html = render(run);

    assertThat(html)
        .contains("<section id=\"realproofs\">", "Real proofs on this machine")
        .containsPattern(
            "<td>transfer</td><td>0.500 s</td><td>0.700 s</td><td>0.900 s</td><td>0.900 s</td>"
                + "<td>0.700 s</td><td>3</td>")
        .containsPattern("<td>batch-4</td>(<td>4 s</td>){5}<td>1</td>")
        .contains("<td>exit</td>");
  }

  @Test
  void namesCannotSmuggleInMarkup() throws IOException {
    String html = render(SyntheticRun.write(temporary, 1, 500, 60));

    assertThat(html).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;x&#39;)");
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    String html = render(SyntheticRun.write(temporary, 1, 500, 20));

    assertThat(html.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http://", "https://", "src=", "url(", "@import");
  }

  @Test
  void theSameRunGivesTheSameBytesInAnyLocale() throws IOException {
    String first = render(SyntheticRun.write(temporary.resolve("a"), 2, 800, 30));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(render(SyntheticRun.write(temporary.resolve("b"), 2, 800, 30))).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void noNumberIsLeftUnformatted() throws IOException {
    String html = render(SyntheticRun.write(temporary, 2, 800, 30));

    assertThat(html).doesNotContain("NaN", "Infinity", "null", "E-");
  }

  @Test
  void aReplicationInWhichNothingHappenedSaysSoInSentences() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    try (ReplicationWriter writer = run.writer(0)) {
      writer.commit();
    }
    SyntheticRun.writeJson(run, List.of(), 1);

    String html = render(run);
    assertThat(html)
        .contains("No proving task was created.")
        .contains("No transaction was submitted.")
        .contains("No batch was opened by the end.")
        .contains("There were no provers.")
        .contains("No penalty was levied.")
        .contains("No transaction was the target of a censor.")
        .contains("No batch was proven on L1 by the end.")
        .doesNotContain("<svg", "NaN");
  }

  @Test
  void aRunThatWasInterruptedBeforeItsFirstReplicationIsStillReadable() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    SyntheticRun.writeJson(run, List.of(), 5);

    assertThat(render(run))
        .contains("0 of 5 replications are there")
        .contains("No replication has finished");
  }

  @Test
  void variantsAreComparedOnAPageAboveTheirs() throws IOException {
    RunDirectory run = RunDirectory.create(temporary);
    SyntheticRun.writeJson(run, List.of(), 4);
    SyntheticRun.write(run.variant("steady").path(), 2, 500, 20);
    SyntheticRun.write(run.variant("busy").path(), 2, 900, 20);
    Files.writeString(
        temporary.resolve("comparison.csv"), "variant,metric\nsteady,gini\nbusy,gini\n");

    assertThat(run.variants()).containsExactly("steady", "busy");
    assertThat(render(run))
        .contains("4 replications of 2 variants, 24 h of simulated time")
        .contains("<a href=\"variants/busy/report.html\">busy</a>")
        .contains("<h3>busy against steady</h3>")
        .contains("windows to a batch&#39;s last proof")
        .contains("half of the provers go offline")
        .doesNotContain("NaN");
  }

  private static String render(RunDirectory run) throws IOException {
    return Files.readString(ReportWriter.write(run.path()));
  }
}

package io.crowdroll.sim.experiment;

import io.crowdroll.protocol.chain.InvariantViolation;
import io.crowdroll.reports.results.Manifest;
import io.crowdroll.reports.results.ReplicationWriter;
import io.crowdroll.sim.experiment.RunResult.Failure;
import io.crowdroll.sim.experiment.RunResult.Violation;
import io.crowdroll.sim.scenario.LoadedScenario;
import io.crowdroll.sim.scenario.Scenario;
import io.crowdroll.sim.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs the replications of a scenario side by side. Each is one thread's work and writes to a
 * directory of its own, so results do not depend on how many threads there are or on which is
 * faster; replications that an earlier start finished are kept.
 */
public final class Runner {

  /**
   * How to run.
   *
   * @param directory the run's, made if absent
   * @param threads that run replications, at least 1
   * @param command line that reproduces the run
   * @param version of the program
   * @param progressMillis real time between two calls of {@code progress}
   */
  public record Options(
      Path directory,
      int threads,
      String command,
      String version,
      Progress progress,
      long progressMillis) {}

  private final Engine engine;
  private final Consumer<Path> reportWriter;
  private final Options options;
  private final List<Worker> workers = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private volatile boolean cancelled;
  private Violation violation;
  private ScenarioException refusal;

  /** Replications that are whole, guarded by {@link #workers}. */
  private int done;

  /**
   * A runner for one run.
   *
   * @param reportWriter writes {@code report.html} into the run directory of a path
   */
  public Runner(Engine engine, Consumer<Path> reportWriter, Options options) {
    this.engine = engine;
    this.reportWriter = reportWriter;
    this.options = options;
  }

  /**
   * The directory of a simulation: {@code <scenario>-<8 digits of its hash>-s<seed>}.
   *
   * @param out folder that it lies in
   */
  public static Path directory(Path out, LoadedScenario loaded) {
    Scenario scenario = loaded.scenario();
    String name = scenario.name() + "-" + loaded.hash().substring(0, 8) + "-s" + scenario.seed();
    return out.resolve(name);
  }

  /** Ends the run soon: what is under way is dropped, what is finished is reported. Any thread. */
  public void cancel() {
    cancelled = true;
    synchronized (workers) {
      workers.forEach(Worker::cancel);
    }
  }

  /** Runs everything that is not finished yet and reports on all that is. */
  public RunResult run(LoadedScenario loaded) {
    RunFolder folder = RunFolder.open(loaded, options);
    List<Job> jobs = folder.unfinished();
    int kept = folder.planned() - jobs.size();
    runAll(folder, jobs, kept);
    folder.report(reportWriter);
    boolean interrupted = cancelled && violation == null && folder.finished() < folder.planned();
    return new RunResult(
        folder.path(),
        folder.planned(),
        folder.finished(),
        kept,
        interrupted,
        Optional.ofNullable(violation),
        sorted(failures),
        folder.verdicts(),
        folder.metrics());
  }

  /** Why the scenario cannot be run as it is: a file or a key that it needs; after {@link #run}. */
  public synchronized Optional<ScenarioException> refusal() {
    return Optional.ofNullable(refusal);
  }

  private static List<Failure> sorted(List<Failure> failures) {
    return failures.stream().sorted(Comparator.comparing(Failure::label)).toList();
  }

  private void runAll(RunFolder folder, List<Job> jobs, int kept) {
    AtomicInteger next = new AtomicInteger();
    done = kept;
    for (int i = 0; i < Math.min(options.threads, jobs.size()); i++) {
      workers.add(new Worker(folder, jobs, next));
    }
    List<Thread> threads = new ArrayList<>();
    for (Worker worker : workers) {
      threads.add(Thread.ofPlatform().name("replications").start(worker));
    }
    Thread display = Thread.ofPlatform().daemon().start(() -> display(folder, kept));
    threads.forEach(this::join);
    display.interrupt();
    join(display);
    options.progress.end();
  }

  private void join(Thread thread) {
    while (true) {
      try {
        thread.join();
        return;
      } catch (InterruptedException e) {
        cancel();
      }
    }
  }

  private void display(RunFolder folder, int kept) {
    long start = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(options.progressMillis);
        long elapsed = (System.nanoTime() - start) / 1_000_000;
        options.progress.show(snapshot(folder.planned(), kept, elapsed));
      }
    } catch (InterruptedException e) {
      // the run is over
    }
  }

  private Progress.Snapshot snapshot(int planned, int kept, long elapsedMillis) {
    synchronized (workers) {
      return new Progress.Snapshot(
          planned,
          kept,
          done,
          elapsedMillis,
          workers.stream().map(Worker::status).flatMap(Optional::stream).toList());
    }
  }

  private synchronized void failed(Job job, Path trace, Throwable error) {
    String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    failures.add(new Failure(job.label(), job.scenario().seed(), message, trace));
  }

  private void refused(ScenarioException why) {
    synchronized (this) {
      refusal = why;
    }
    cancel();
  }

  private void violated(Job job, long height, InvariantViolation found) {
    synchronized (this) {
      if (violation == null) {
        violation = new Violation(job.label(), job.scenario().seed(), height, found.getMessage());
      }
    }
    cancel();
  }

  /** Takes one job after another. */
  private final class Worker implements Runnable {
    private final RunFolder folder;
    private final List<Job> jobs;
    private final AtomicInteger next;
    private volatile Current current;

    /** The replication under way. */
    private record Current(Job job, Engine.Running running, long startNanos) {}

    Worker(RunFolder folder, List<Job> jobs, AtomicInteger next) {
      this.folder = folder;
      this.jobs = jobs;
      this.next = next;
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < jobs.size(); i = next.getAndIncrement()) {
        if (cancelled) {
          return;
        }
        run(jobs.get(i));
      }
    }

    private void run(Job job) {
      try (ReplicationWriter writer = job.directory().writer(job.replication())) {
        replicate(job, writer);
      } catch (InvariantViolation found) {
        Current running = current;
        violated(job, running == null ? 0 : running.running.height(), found);
      } catch (ScenarioException unfit) {
        refused(unfit);
      } catch (Throwable error) { // one replication's error must not end the others
        failed(job, folder.writeFailure(job, error), error);
      } finally {
        current = null;
      }
    }

    private void replicate(Job job, ReplicationWriter writer) throws ScenarioException {
      long start = System.nanoTime();
      Recorder recorder = new Recorder(job.scenario(), writer);
      Engine.Running running =
          engine.start(job.scenario(), job.scenario().seed(), job.replication(), recorder);
      current = new Current(job, running, start);
      if (!cancelled) {
        running.run();
      }
      if (!recorder.ended()) {
        if (cancelled) {
          return;
        }
        throw new IllegalStateException(
            "the simulation ended at " + running.nowMillis() + " ms, before its horizon");
      }
      writer.commit();
      recorder.writeReal(job.directory(), job.replication());
      long millis = Math.max(1, (System.nanoTime() - start) / 1_000_000);
      synchronized (workers) { // in one step, or the display would count it twice
        done++;
        current = null;
      }
      folder.finished(
          job,
          new Manifest.Replication(
              job.replication(),
              job.scenario().seed(),
              HexFormat.of().toHexDigits(running.traceHash()),
              running.events(),
              millis,
              running.events() * 1e3 / millis));
    }

    void cancel() {
      Current running = current;
      if (running != null) {
        running.running.cancel();
      }
    }

    Optional<Progress.Worker> status() {
      Current running = current;
      if (running == null) {
        return Optional.empty();
      }
      double seconds = (System.nanoTime() - running.startNanos) / 1e9;
      double share = (double) running.running.nowMillis() / running.job.scenario().durationMillis();
      return Optional.of(
          new Progress.Worker(
              running.job.label(), Math.min(1, share), running.running.events() / seconds));
    }
  }
}

package io.crowdroll.sim.scenario;

import io.crowdroll.sim.scenario.Cohort.Behaviour;
import io.crowdroll.sim.scenario.HardwareClass.Spread;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections {@code hardware} and {@code provers} as records. */
final class ProverReader {
  private final Path directory;
  private final Map<String, HardwareClass> hardware = new LinkedHashMap<>();

  /**
   * @param directory that paths of traces are relative to
   * @throws ScenarioException if a calibration file cannot be read
   */
  ProverReader(Resolved root, Path directory) throws ScenarioException {
    this.directory = directory;
    for (Resolved one : root.list("hardware")) {
      hardware.put(one.text("name"), hardware(one));
    }
  }

  List<HardwareClass> hardware() {
    return List.copyOf(hardware.values());
  }

  private HardwareClass hardware(Resolved one) throws ScenarioException {
    if (one.is("law", "measured")) {
      Calibration calibration = Calibration.read(directory.resolve(one.text("file")));
      double factor = one.real("factor");
      return new HardwareClass(
          one.text("name"),
          calibration.secondsPerUnit() * factor,
          new Spread.Measured(calibration, factor),
          one.real("watts"));
    }
    Spread spread =
        switch (one.text("law")) {
          case "constant" -> new Spread.None();
          case "exponential" -> new Spread.Exponential();
          case "weibull" -> new Spread.Weibull(one.real("shape"));
          case "lognormal" -> new Spread.Lognormal(one.real("sigma"));
          default -> throw new IllegalArgumentException(one.text("law"));
        };
    return new HardwareClass(
        one.text("name"), one.real("secondsPerUnit"), spread, one.real("watts"));
  }

  Cohort cohort(Resolved one) {
    Resolved economics = one.section("economics");
    return new Cohort(
        one.text("name"),
        one.count("count"),
        one.flag("genesis"),
        one.flag("bonded"),
        one.list("hardware").stream()
            .map(mix -> new Cohort.Mix(hardware.get(mix.text("class")), mix.real("share")))
            .toList(),
        availability(one.section("availability")),
        one.text("region"),
        one.count("capacity"),
        one.real("loss"),
        behaviour(one.section("behaviour")),
        economics.real("electricity"),
        economics.flag("enabled")
            ? new Cohort.Economics(economics.real("reserve"), economics.whole("review"))
            : null);
  }

  private Availability availability(Resolved availability) {
    return switch (availability.text("law")) {
      case "always" -> new Availability.Always();
      case "renewal" ->
          new Availability.Renewal(
              LawReader.duration(availability.section("session")),
              LawReader.duration(availability.section("off")));
      case "diurnal" ->
          new Availability.Diurnal(
              LawReader.duration(availability.section("session")),
              LawReader.duration(availability.section("off")),
              availability.real("amplitude"),
              availability.whole("peak"));
      case "trace" -> new Availability.Trace(directory.resolve(availability.text("file")));
      default -> throw new IllegalArgumentException(availability.text("law"));
    };
  }

  private static Behaviour behaviour(Resolved one) {
    return switch (one.text("kind")) {
      case "honest" -> new Behaviour.Honest();
      case "sleeper" -> new Behaviour.Sleeper(one.real("probability"));
      case "fake-active" -> new Behaviour.FakeActive();
      case "withholder" -> new Behaviour.Withholder(one.real("until"));
      case "strategic-delayer" -> new Behaviour.StrategicDelayer(one.real("window"));
      case "selective-refuser" -> new Behaviour.SelectiveRefuser();
      case "proof-copier" -> new Behaviour.ProofCopier();
      case "self-spammer" -> new Behaviour.SelfSpammer(one.perSecond("rate"), one.text("class"));
      case "decliner" -> new Behaviour.Decliner(one.count("aboveUnits"), one.wei("below"));
      default -> throw new IllegalArgumentException(one.text("kind"));
    };
  }
}

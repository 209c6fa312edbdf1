package io.crowdroll.sim.scenario;

import java.nio.file.Path;
import java.util.List;

/** The sections of the world that are not provers, as records. */
final class WorldReader {

  private WorldReader() {}

  static Users users(Resolved users) {
    return new Users(
        users.count("count"), users.wei("balance"), users.wei("tip"), users.real("feeHeadroom"));
  }

  static Outside outside(Resolved outside) {
    return new Outside(
        outside.flag("claims"),
        outside.flag("proves"),
        outside.flag("freezes"),
        outside.real("escapes"));
  }

  static Arrivals arrivals(Resolved arrivals, Path directory) {
    return switch (arrivals.text("law")) {
      case "poisson" -> new Arrivals.Poisson(arrivals.perSecond("rate"));
      case "diurnal" ->
          new Arrivals.Diurnal(
              arrivals.perSecond("rate"), arrivals.real("amplitude"), arrivals.whole("peak"));
      case "trace" -> new Arrivals.Trace(directory.resolve(arrivals.text("file")));
      default -> throw new IllegalArgumentException(arrivals.text("law"));
    };
  }

  /**
   * @param units the section {@code protocol.units}
   */
  static TransactionClass transactionClass(Resolved one, Resolved units) {
    return new TransactionClass(
        one.text("name"),
        one.choice("kind", TransactionClass.Kind.class),
        one.real("share"),
        one.whole("gas"),
        one.has("units") ? one.count("units") : units.count(one.text("kind")),
        LawReader.amount(one.section("value")));
  }

  static Validators validators(Resolved validators) {
    Resolved downtime = validators.section("downtime");
    return new Validators(
        validators.count("count"),
        stake(validators.section("stake")),
        downtime.flag("enabled")
            ? new Validators.Downtime(
                LawReader.duration(downtime.section("up")),
                LawReader.duration(downtime.section("down")))
            : null,
        validators.list("regions").stream()
            .map(region -> new Validators.Region(region.text("name"), region.real("share")))
            .toList(),
        validators.section("censorship").is("what", "nothing")
            ? null
            : censorship(validators.section("censorship")),
        new Misconduct(
            validators.section("misconduct").choice("kind", Misconduct.Kind.class),
            validators.section("misconduct").real("share")));
  }

  private static Validators.StakeLaw stake(Resolved stake) {
    return switch (stake.text("law")) {
      case "equal" -> new Validators.StakeLaw.Equal();
      case "pareto" -> new Validators.StakeLaw.Pareto(stake.real("alpha"), stake.real("cap"));
      case "explicit" ->
          new Validators.StakeLaw.Explicit(
              stake.values("weights").stream()
                  .map(leaf -> leaf.parsed().number().longValueExact())
                  .toList());
      default -> throw new IllegalArgumentException(stake.text("law"));
    };
  }

  static Censorship censorship(Resolved censorship) {
    return new Censorship(
        censorship.choice("what", Censorship.What.class),
        censorship.is("region", "anywhere")
            ? new Censorship.Who.ShareOfStake(censorship.real("share"))
            : new Censorship.Who.Jurisdiction(censorship.text("region")));
  }

  static AgentGroup agentGroup(Resolved group) {
    AgentGroup.Behaviour behaviour =
        switch (group.text("behaviour")) {
          case "honest" -> new AgentGroup.Behaviour.Honest();
          case "absent" -> new AgentGroup.Behaviour.Absent();
          case "gas-shy" -> new AgentGroup.Behaviour.GasShy(group.wei("maxBaseFee"));
          case "censor" -> new AgentGroup.Behaviour.Censor();
          default -> throw new IllegalArgumentException(group.text("behaviour"));
        };
    return new AgentGroup(group.text("name"), group.real("share"), behaviour);
  }

  static Network network(Resolved network) {
    return new Network(
        LawReader.duration(network.section("latency")),
        network.real("loss"),
        network.list("links").stream()
            .map(
                link ->
                    new Network.Link(
                        link.text("from"),
                        link.text("to"),
                        LawReader.duration(link.section("latency"))))
            .toList());
  }

  static L1Model l1(Resolved l1) {
    Resolved fee = l1.section("baseFee");
    Resolved reorgs = l1.section("reorgs");
    Resolved gas = l1.section("gas");
    return new L1Model(
        l1.whole("blockTime"),
        l1.real("missedSlots"),
        new L1Model.BaseFee(
            fee.wei("start"),
            fee.wei("anchor"),
            fee.real("elasticity"),
            fee.real("sigma"),
            fee.whole("memory"),
            fee.wei("priorityFee")),
        new L1Model.Reorgs(reorgs.real("rate"), reorgs.count("depth")),
        new L1Model.GasTable(
            gas.whole("commitBase"),
            gas.whole("commitPerTransition"),
            gas.whole("prove"),
            gas.whole("enqueue"),
            gas.whole("claim"),
            gas.whole("escape")));
  }

  static Market market(Resolved market) {
    Market.Price price =
        switch (market.text("law")) {
          case "constant" -> new Market.Price.Constant();
          case "pool" ->
              new Market.Price.Pool(
                  market.wei("zkpow"),
                  market.wei("eth"),
                  market.real("fee"),
                  market.real("sellShare"),
                  market.number("noise").movePointLeft(18).doubleValue());
          case "steps" -> new Market.Price.Steps(points(market));
          default -> throw new IllegalArgumentException(market.text("law"));
        };
    return new Market(market.real("ethUsd"), price);
  }

  private static List<Market.Point> points(Resolved market) {
    return market.list("points").stream()
        .map(point -> new Market.Point(point.whole("at"), point.wei("zkpowPerEth")))
        .sorted((a, b) -> Long.compare(a.atMillis(), b.atMillis()))
        .toList();
  }
}

package io.crowdroll.sim.testnet;

/** A node that runs in this process. */
interface NodeProcess extends AutoCloseable {

  /** Suffers what it is told to. */
  void obey(NodeOrder order);

  /** Ends it cleanly. */
  @Override
  void close();
}

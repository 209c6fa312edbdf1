package io.crowdroll.sim.testnet.p2p;

/** Takes what comes from peers; called on the links' threads, one at a time for each peer. */
public interface Sink {

  /** A peer sent a frame. May block: then the peer is read no further. */
  void received(int peer, byte[] frame);

  /** The link to a peer stands. What was sent before may have been lost. */
  void connected(int peer);

  /** The link to a peer broke. */
  void disconnected(int peer);
}

/**
 * Links between validators: authenticated TCP connections that carry frames of bytes, whose meaning
 * is the nodes' business.
 */
package io.crowdroll.sim.testnet.p2p;

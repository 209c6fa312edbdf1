/**
 * The modelled world: when users come, when machines are on, how long a proof or a message takes,
 * who holds stake, how consensus and the token's price go. Chance comes from keyed streams alone;
 * nothing here knows a rule of the protocol. The modelled L1 is {@code sim.model.l1}.
 */
package io.crowdroll.sim.model;

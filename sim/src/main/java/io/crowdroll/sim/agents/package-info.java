/** Who lives in the world: users, provers, validators, their behaviours, and what watches them. */
package io.crowdroll.sim.agents;

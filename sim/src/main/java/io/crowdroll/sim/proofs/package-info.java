/**
 * Real proofs for simulations and nodes: circuits by name, their keys on disk, making and checking.
 */
package io.crowdroll.sim.proofs;

/** STATEMENTS.md as circuits: slot, leaf, batch, exit; and the witnesses that they need. */
package io.crowdroll.protocol.circuits;

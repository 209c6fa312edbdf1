package io.crowdroll.sim.kernel;

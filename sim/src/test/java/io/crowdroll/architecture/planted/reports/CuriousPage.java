package io.crowdroll.architecture.planted.reports;

import io.crowdroll.architecture.planted.protocol.InnocentRule;

/** A report that looks into the protocol. */
record CuriousPage(InnocentRule rule) {}

package io.crowdroll.architecture.planted.contracts;

import io.crowdroll.architecture.planted.reports.InnocentPage;

/** A client of the contracts that wants to be in the report. */
public record NosyClient(InnocentPage page) {}

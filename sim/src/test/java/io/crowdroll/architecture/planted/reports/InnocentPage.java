package io.crowdroll.architecture.planted.reports;

/** Knows only itself; that the planted protocol knows it is the protocol's fault. */
public record InnocentPage(double value) {}

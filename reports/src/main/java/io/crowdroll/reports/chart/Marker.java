package io.crowdroll.reports.chart;

/**
 * A vertical line across a figure.
 *
 * @param x where
 * @param label a few characters written at its top
 */
public record Marker(double x, String label) {}

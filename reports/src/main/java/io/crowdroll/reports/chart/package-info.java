/** Figures: JFreeChart lays them out, a small SVG writer puts them down; knows numbers only. */
package io.crowdroll.reports.chart;

/** Estimators and the intervals around them; knows numbers only. */
package io.crowdroll.reports.stats;

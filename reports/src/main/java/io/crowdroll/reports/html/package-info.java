/** The page of a run: one self-contained file, the same bytes for the same run. */
package io.crowdroll.reports.html;

/**
 * What a run leaves on disk, and how to read it back: the only thing that {@code sim} and {@code
 * reports} share.
 */
package io.crowdroll.reports.results;

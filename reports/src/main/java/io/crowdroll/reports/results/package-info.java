package io.crowdroll.reports.results;

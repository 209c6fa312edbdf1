package io.crowdroll.reports.html;

import java.util.function.BiConsumer;

/**
 * A section of the page.
 *
 * @param id its anchor
 * @param title its heading
 * @param body writes it
 */
record Section(String id, String title, BiConsumer<Html, Report> body) {}

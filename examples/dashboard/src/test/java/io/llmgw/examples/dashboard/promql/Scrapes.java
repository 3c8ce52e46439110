package io.llmgw.examples.dashboard.promql;

/**
 * Two scrapes of one instance: every window of a query begins with the one and ends with the other.
 */
public record Scrapes(Scrape before, Scrape after) {}

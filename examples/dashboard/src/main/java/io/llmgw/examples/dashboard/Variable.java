package io.llmgw.examples.dashboard;

/**
 * What the reader of the board may narrow it down by.
 *
 * @param name as {@code $name} in queries
 * @param title of its list
 * @param metric whose values of the label are offered
 * @param label of that metric
 */
public record Variable(String name, String title, String metric, String label) {}

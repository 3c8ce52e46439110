/**
 * A dashboard and alert rules for operators, and traffic with faults to look at them with. Start at
 * {@link io.llmgw.examples.dashboard.DashboardExample}; what is shown stands in {@link
 * io.llmgw.examples.dashboard.Board}, what is told in {@link io.llmgw.examples.dashboard.Alerts}.
 */
@NullMarked
package io.llmgw.examples.dashboard;

import org.jspecify.annotations.NullMarked;

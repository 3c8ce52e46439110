/**
 * From the name that a request asks for to the targets that it goes to, one after the other. {@link
 * io.llmgw.core.route.Routes} has what the names stand for, checked when the client is built;
 * {@link io.llmgw.core.route.Planner} makes a {@link io.llmgw.core.route.Plan} for a call.
 */
@NullMarked
package io.llmgw.core.route;

import org.jspecify.annotations.NullMarked;

/**
 * The main job: what llmgw does, in one run that anybody can start. Begin with {@code Quickstart}.
 */
@NullMarked
package io.llmgw.examples.quickstart;

import org.jspecify.annotations.NullMarked;

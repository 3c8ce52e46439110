/** Numbers of vehicles. */
@NullMarked
package io.llmgw.core.detect.vehicle;

import org.jspecify.annotations.NullMarked;

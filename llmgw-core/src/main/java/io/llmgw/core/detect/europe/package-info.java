/** Numbers of persons and companies of the states of the European Union. */
@NullMarked
package io.llmgw.core.detect.europe;

import org.jspecify.annotations.NullMarked;

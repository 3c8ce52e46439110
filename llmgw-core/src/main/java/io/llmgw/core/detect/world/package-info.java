/** Numbers of persons and companies of states outside Europe and the United States. */
@NullMarked
package io.llmgw.core.detect.world;

import org.jspecify.annotations.NullMarked;

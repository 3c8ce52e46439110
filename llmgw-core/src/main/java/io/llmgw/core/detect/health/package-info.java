/** Numbers of patients, the insured and those who treat them, and codes of diagnoses. */
@NullMarked
package io.llmgw.core.detect.health;

import org.jspecify.annotations.NullMarked;

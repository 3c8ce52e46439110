/** Leaving alone what fails again and again. */
@NullMarked
package io.llmgw.cache.rest;

import org.jspecify.annotations.NullMarked;

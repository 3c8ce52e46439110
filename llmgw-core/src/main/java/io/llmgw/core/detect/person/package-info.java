/**
 * Persons, where they live and when they were born: heuristics by names, titles and words around
 * them, which miss many and are looked for only where they are wanted.
 */
@NullMarked
package io.llmgw.core.detect.person;

import org.jspecify.annotations.NullMarked;

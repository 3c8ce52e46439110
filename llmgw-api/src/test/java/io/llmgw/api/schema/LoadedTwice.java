package io.llmgw.api.schema;

/** A class that a test loads once more, by a loader of its own. */
record LoadedTwice(String text) {}

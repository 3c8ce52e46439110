package io.llmgw.test.simulated;

/** How a connection is cut. */
public enum Cut {
  /** Cleanly: the end of the connection (FIN), in the middle of an answer. */
  FIN,
  /** Hard: a reset (RST). The other side may lose what it has not read yet. */
  RST
}

package io.llmgw.cache;

/**
 * Why a question is not answered with what was answered to one that is much like it: what differs
 * between the two changes answers, whatever an embedding says of them.
 */
public enum Veto {
  /** A number, in digits or in words, its scale, its place among others, or what bounds it. */
  NUMBER,
  /** A month, a day of the week, today against tomorrow, or what bounds one: by Friday. */
  DATE,
  /** A unit, or what the same number counts: kilometres against miles, tablets against drops. */
  UNIT,
  /** A placeholder of redaction, or its place among others. */
  PLACEHOLDER,
  /** What stands in quotation marks. */
  QUOTE,
  /** Code, a name as in code, an operator or a sign of mathematics. */
  CODE,
  /** One of them denies, leaves out or excepts what the other one does not. */
  NEGATION,
  /** A word and its opposite. */
  OPPOSITE,
  /** Names, letters, or what something is done from or to, have changed places. */
  ORDER,
  /** A name, or what stands in its place. */
  NAME,
  /**
   * Another word in texts that are nearly the same, or that are the same but for it: there words of
   * grammar count as well.
   */
  WORD,
  /** They are too long, and too different, to be compared. */
  LENGTH
}

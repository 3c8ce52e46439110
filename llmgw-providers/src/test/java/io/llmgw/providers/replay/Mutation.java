package io.llmgw.providers.replay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Breaks a body in one of the ways in which bodies break, or in which somebody breaks them. */
public enum Mutation {
  /** Ends it somewhere. */
  TRUNCATE {
    @Override
    byte[] apply(byte[] body, Random random) {
      return Arrays.copyOf(body, random.nextInt(body.length + 1));
    }
  },
  /** Repeats a piece of it. */
  DUPLICATE {
    @Override
    byte[] apply(byte[] body, Random random) {
      int[] piece = piece(body, random);
      return spliced(body, piece[1], piece[1], Arrays.copyOfRange(body, piece[0], piece[1]));
    }
  },
  /** Leaves a piece of it out. */
  DELETE {
    @Override
    byte[] apply(byte[] body, Random random) {
      int[] piece = piece(body, random);
      return spliced(body, piece[0], piece[1], new byte[0]);
    }
  },
  /** Turns bits of it over. */
  FLIP {
    @Override
    byte[] apply(byte[] body, Random random) {
      byte[] flipped = body.clone();
      for (int i = 0; body.length > 0 && i <= random.nextInt(8); i++) {
        flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return flipped;
    }
  },
  /** Puts something deep where a value was. */
  NEST {
    @Override
    byte[] apply(byte[] body, Random random) {
      String[] ends =
          random.nextBoolean() ? new String[] {"[", "]"} : new String[] {"{\"a\":", "}"};
      int depth = 1 << random.nextInt(15);
      int at = after(body, ':', random);
      String middle = random.nextBoolean() ? "1e400" : "null";
      String close = random.nextInt(4) == 0 ? "" : ends[1].repeat(depth);
      String deep = ends[0].repeat(depth) + middle + close + ",\"x\":";
      return spliced(body, at, at, deep.getBytes(StandardCharsets.UTF_8));
    }
  };

  /** The broken body; the same for the same seed. */
  abstract byte[] apply(byte[] body, Random random);

  /** One to three ways, one after the other. */
  public static byte[] of(byte[] body, Random random) {
    byte[] broken = body;
    for (int i = 0; i <= random.nextInt(3); i++) {
      broken = values()[random.nextInt(values().length)].apply(broken, random);
    }
    return broken;
  }

  private static int[] piece(byte[] body, Random random) {
    int from = random.nextInt(body.length + 1);
    int most = Math.min(body.length - from, 1 << random.nextInt(12));
    return new int[] {from, from + random.nextInt(most + 1)};
  }

  private static int after(byte[] body, char sign, Random random) {
    int start = random.nextInt(body.length + 1);
    for (int i = start; i < body.length; i++) {
      if (body[i] == sign) {
        return i + 1;
      }
    }
    return start;
  }

  private static byte[] spliced(byte[] body, int from, int to, byte[] middle) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + middle.length);
    out.write(body, 0, from);
    out.writeBytes(middle);
    out.write(body, to, body.length - to);
    return out.toByteArray();
  }
}

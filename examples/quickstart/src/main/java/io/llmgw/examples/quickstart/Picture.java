package io.llmgw.examples.quickstart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture to ask about, painted here, so that the job needs no file and no address. */
final class Picture {
  private static final int SIDE = 64;
  private static final int RED = 0xD02020;
  private static final int BLUE = 0x2040D0;

  private Picture() {}

  /** A PNG of 64 by 64 pixels: its left half red, its right half blue; the same bytes each time. */
  static byte[] redAndBlue() {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        picture.setRGB(x, y, x < SIDE / 2 ? RED : BLUE);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("the picture could not be written as PNG", e);
    }
    return png.toByteArray();
  }
}

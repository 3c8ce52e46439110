package io.llmgw.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageSizeTest {
  @Test
  void isReadFromTheHeadOfEachFormat() {
    ImageSize size = new ImageSize(300, 200);

    assertThat(of(ImageHeads.png(300, 200))).isEqualTo(size);
    assertThat(of(ImageHeads.gif(300, 200))).isEqualTo(size);
    assertThat(of(ImageHeads.jpeg(300, 200))).isEqualTo(size);
    assertThat(of(ImageHeads.webp("VP8 ", 0, 0, 0, 0x9d, 1, 0x2a, 0x2c, 1, 0xc8, 0)))
        .isEqualTo(size);
    // 14 bits each, less one: 299 and 199.
    assertThat(of(ImageHeads.webp("VP8L", 0x2f, 0x2b, 0xc1, 0x31, 0))).isEqualTo(size);
    assertThat(of(ImageHeads.webp("VP8X", 0, 0, 0, 0, 0x2b, 1, 0, 0xc7, 0, 0))).isEqualTo(size);
  }

  @Test
  void isUnknownOfWhatIsNoImageOrBroken() {
    assertThat(of(new byte[] {1})).isNull();
    assertThat(of(new byte[100])).isNull();
    assertThat(of(ImageHeads.png(0, 200))).isNull();
    assertThat(of(ImageHeads.png(-1, 200))).isNull();
    assertThat(of(ImageHeads.webp("VP9 "))).isNull();
  }

  @Test
  void noBytesMakeItFail() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = i % 2 == 0 ? ImageHeads.jpeg(300, 200) : ImageHeads.webp("VP8X");
      for (int j = 0; j < 4; j++) {
        bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
      }
      int length = 2 + random.nextInt(bytes.length - 2);
      ImageSize size = ImageSize.of(ByteBuffer.wrap(bytes).slice(0, length));

      assertThat(size == null || size.width() > 0 && size.height() > 0).isTrue();
    }
  }

  private static ImageSize of(byte[] bytes) {
    return ImageSize.of(ByteBuffer.wrap(bytes));
  }
}

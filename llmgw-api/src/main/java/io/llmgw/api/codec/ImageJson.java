package io.llmgw.api.codec;

import io.llmgw.api.content.Media;
import io.llmgw.api.image.GeneratedImage;
import io.llmgw.api.image.ImageContent;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.image.ImageResponse;
import java.util.List;

/** Requests for images, and images. */
final class ImageJson {
  private ImageJson() {}

  static FieldWriter write(ImageRequest request) {
    return RequestFrame.around(
        request,
        new FieldWriter()
            .put("prompt", request.content().prompt())
            .put("count", request.count())
            .put("size", request.size())
            .put("quality", request.quality()));
  }

  static ImageRequest readRequest(FieldReader in) {
    String prompt = in.string("prompt");
    Integer count = in.smallOr("count");
    String size = in.stringOr("size");
    String quality = in.stringOr("quality");
    RequestFrame frame = RequestFrame.read(in);
    return in.into(
        () ->
            new ImageRequest(
                frame.model(),
                new ImageContent(prompt, frame.extras()),
                count,
                size,
                quality,
                frame.options()));
  }

  static FieldWriter write(ImageResponse response) {
    return AnswerFrame.behind(
        new FieldWriter().list("images", response.images(), ImageJson::write), response);
  }

  static ImageResponse readResponse(FieldReader in) {
    List<GeneratedImage> images = in.list("images", ImageJson::readImage);
    AnswerFrame frame = AnswerFrame.read(in);
    return in.into(() -> new ImageResponse(images, frame.usage(), frame.served(), frame.head()));
  }

  private static FieldWriter write(GeneratedImage image) {
    return new FieldWriter()
        .object("media", MediaJson.write(image.media()))
        .put("revisedPrompt", image.revisedPrompt());
  }

  private static GeneratedImage readImage(FieldReader in) {
    Media media = MediaJson.read(in.object("media"));
    String prompt = in.stringOr("revisedPrompt");
    return in.into(() -> new GeneratedImage(media, prompt));
  }
}

package io.llmgw.api.response;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.image.GeneratedImage;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.usage.Served;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects images by their places; text of the same place is what the prompt was made into. */
final class ImagesAssembler extends ResponseAssembler<ImageResponse> {
  private final TreeMap<Integer, Media> images = new TreeMap<>();
  private final Map<Integer, StringBuilder> prompts = new HashMap<>();

  @Override
  void content(ContentEvent event) {
    if (event instanceof MediaProduced produced && produced.part() instanceof Part.Image image) {
      if (images.putIfAbsent(produced.index(), image.media()) != null) {
        throw new IllegalStateException("a second image " + produced.index());
      }
    } else if (event instanceof TextDelta delta) {
      prompts.computeIfAbsent(delta.index(), each -> new StringBuilder()).append(delta.text());
    } else {
      throw new IllegalStateException(event + " in an answer of images");
    }
  }

  @Override
  ImageResponse assemble(Completed last, Served served) {
    if (images.isEmpty()) {
      throw new IllegalStateException("there is no image");
    }
    List<GeneratedImage> all = new ArrayList<>(images.size());
    images.forEach(
        (index, media) -> {
          StringBuilder prompt = prompts.get(index);
          all.add(new GeneratedImage(media, prompt == null ? null : prompt.toString()));
        });
    return new ImageResponse(all, usage(), served, head());
  }
}

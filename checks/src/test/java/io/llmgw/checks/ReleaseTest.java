package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A release consists of the modules that are meant for it: the parent POM excludes the others. */
class ReleaseTest {
  private static final Path ROOT = Path.of("..");

  private final Set<String> published = new TreeSet<>();
  private final Set<String> unpublished = new TreeSet<>();

  @Test
  void neitherTheUploadNorTheListOfPartsHasWhatIsNotPublished() throws Exception {
    sortModulesOf(ROOT, false);

    assertThat(published).containsAll(Modules.PUBLISHED.stream().map(ReleaseTest::name).toList());
    assertThat(excluded("central-publishing-maven-plugin", "excludeArtifacts"))
        .as("what is not uploaded")
        .containsExactlyInAnyOrderElementsOf(unpublished);
    assertThat(excluded("cyclonedx-maven-plugin", "excludeArtifactId"))
        .as("what the SBOM leaves out")
        .containsExactlyInAnyOrderElementsOf(unpublished);
  }

  @Test
  void theNoticeNamesEachModuleThatIsPublished() throws Exception {
    String notice = Files.readString(ROOT.resolve("NOTICE"));

    for (String module : Modules.PUBLISHED) {
      assertThat(notice).containsPattern("(?m)^  " + name(module) + "\\s");
    }
  }

  /** Those of all profiles: which of them a release is built with is for who makes it to say. */
  private void sortModulesOf(Path folder, boolean isInherited) throws Exception {
    for (String module : texts(pom(folder), "//*[local-name()='module']")) {
      Path child = folder.resolve(module);
      Document pom = pom(child);
      boolean isSkipped =
          isInherited || texts(pom, "//*[local-name()='maven.deploy.skip']").contains("true");
      String name = texts(pom, "/*/*[local-name()='artifactId']").get(0);
      (isSkipped ? unpublished : published).add(name);
      sortModulesOf(child, isSkipped);
    }
  }

  private static List<String> excluded(String plugin, String parameter) throws Exception {
    return texts(
        pom(ROOT),
        "//*[local-name()='plugin'][*[local-name()='artifactId']='%s']//*[local-name()='%s']/*"
            .formatted(plugin, parameter));
  }

  private static String name(String module) {
    return Path.of(module).getFileName().toString();
  }

  private static Document pom(Path folder) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile());
  }

  private static List<String> texts(Document pom, String path) throws Exception {
    NodeList found =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent().strip());
    }
    return texts;
  }
}

package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * The password behind a short option of a client that is known to take one so: {@code mysql -p...},
 * {@code sshpass -p ...}, {@code redis-cli -a ...}. What one letter means depends on the command.
 */
final class ClientOption implements AnchoredRule {
  private static final String RULE = "PASSWORD:option";
  private static final int SHORTEST = 3;

  /**
   * Clients with the same option.
   *
   * @param option its letter
   * @param mayJoin whether the password may follow without a blank
   * @param mayStandApart whether it may follow behind one; if not, that is something else
   */
  private record Clients(Cues commands, char option, boolean mayJoin, boolean mayStandApart) {}

  private static final List<Clients> ALL =
      List.of(
          new Clients(
              Cues.of(
                  "mysql",
                  "mysqldump",
                  "mysqladmin",
                  "mysqlimport",
                  "mysqlshow",
                  "mysqlcheck",
                  "mariadb",
                  "mariadb-dump",
                  "mariadb-admin",
                  "7z",
                  "7za"),
              'p',
              true,
              false),
          new Clients(Cues.of("sshpass"), 'p', true, true),
          new Clients(
              Cues.of(
                  "docker login",
                  "podman login",
                  "buildah login",
                  "skopeo login",
                  "registry login",
                  "az login",
                  "oc login",
                  "mongo",
                  "mongosh",
                  "mongodump",
                  "mongorestore",
                  "mongoexport",
                  "mongoimport"),
              'p',
              false,
              true),
          new Clients(
              Cues.of("unzip", "zip", "sqlcmd", "bcp", "mosquitto_pub", "mosquitto_sub"),
              'P',
              false,
              true),
          new Clients(Cues.of("redis-cli"), 'a', false, true),
          new Clients(
              Cues.of(
                  "ldapsearch",
                  "ldapadd",
                  "ldapmodify",
                  "ldapdelete",
                  "ldapwhoami",
                  "ldappasswd",
                  "ldapcompare"),
              'w',
              false,
              true));

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD);
  }

  @Override
  public List<String> anchors() {
    return List.of(" -p", " -a ", " -w ");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int option = start + 2;
    boolean isApart = text.at(option + 1) == ' ';
    int value = isApart ? option + 2 : option + 1;
    if (text.at(value) == '-') {
      return;
    }
    for (Clients each : ALL) {
      boolean isWritten = isApart ? each.mayStandApart : each.mayJoin;
      if (isWritten
          && text.at(option) == each.option
          && CommandLine.isOf(each.commands, text, start)) {
        add(text, start, value, found);
        return;
      }
    }
  }

  private static void add(FoldedText text, int option, int start, Findings found) {
    Assigned value = QuotedValue.read(text, start);
    if (value == null) {
      LineBefore before = new LineBefore(text, option);
      int last = Math.min(ShellWord.end(text, start), start + LineBefore.REACH);
      int end = start;
      while (end < last && !before.endsAt(end)) {
        end++;
      }
      value = new Assigned(start, end, Assigned.How.PLAIN);
    }
    boolean isOther = OtherValue.is(text, value) || SecretValue.isOther(text, value);
    if (value.end() - value.start() >= SHORTEST && !isOther) {
      found.add(Entities.PASSWORD, value.start(), value.end(), Confidence.MEDIUM, RULE);
    }
  }
}

package io.llmgw.core.detect.network;

import io.llmgw.core.detect.Cues;

/** Words that stand near addresses. */
final class AddressCues {
  /** What an address is called, or what has one. */
  static final Cues ADDRESS =
      Cues.of(
          "ip",
          "ips",
          "ipv4",
          "ipv6",
          "address",
          "addresses",
          "addr",
          "adresse",
          "direccion",
          "indirizzo",
          "adres",
          "endereco",
          "host",
          "hosts",
          "hostname",
          "localhost",
          "server",
          "servers",
          "client",
          "gateway",
          "router",
          "dns",
          "subnet",
          "network",
          "proxy",
          "vpn",
          "ping",
          "ssh",
          "tcp",
          "udp",
          "peer",
          "node",
          "interface");

  /** What is numbered as addresses are written. */
  static final Cues NUMBERING =
      Cues.of(
          "v",
          "ver",
          "version",
          "versions",
          "versione",
          "versao",
          "versie",
          "wersja",
          "release",
          "releases",
          "build",
          "firmware",
          "bios",
          "rev",
          "revision",
          "upgrade",
          "upgraded",
          "downgraded",
          "section",
          "sections",
          "chapter",
          "clause",
          "paragraph",
          "article",
          "appendix",
          "figure",
          "table",
          "kapitel",
          "abschnitt",
          "oid");

  /** What has ids of five numbers with full stops between them. */
  static final Cues IDS = Cues.of("doi", "citeseer", "citeseerx", "oid");

  private AddressCues() {}
}

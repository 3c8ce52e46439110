package io.llmgw.core.detect.key;

import java.util.List;

/**
 * What keys of vendors look like, as the vendors or their scanners' patterns say. A line is the
 * vendor, and the key's parts:
 *
 * <ul>
 *   <li>a literal, which is looked for in the text, or, with an apostrophe before it, a further
 *       one;
 *   <li>{@code a:36} or {@code w:20-40}: so many chars of an {@link Alphabet};
 *   <li>{@code >}: what is before it stands before the key and is no part of it.
 * </ul>
 *
 * <p>One part may stand before the literal that is looked for. The line may end with a {@link
 * KeyCheck}.
 */
final class VendorTable {
  private static final String TABLE =
      """
      aws AKIA u:16
      aws ASIA u:16
      aws ABIA u:16
      aws ACCA u:16
      google AIza w:35
      google GOCSPX- w:28
      google ya29. w:20-1024
      google 1//0 w:40-200
      azure AccountKey= > b:86 '==
      azure SharedAccessKey= > b:43 '=
      azure sig= > p:43-80 random
      azure t:4 Q~ t:31-34
      azure a:52 JQQJ99 a:26
      azure a:76 AZDO a:4
      github ghp_ a:36 crc
      github gho_ a:36 crc
      github ghu_ a:36 crc
      github ghs_ a:36 crc
      github ghr_ a:36 crc
      github ghr_ a:76
      github github_pat_ a:22 '_ a:59
      gitlab glpat- t:20-320
      gitlab gldt- w:20-64
      gitlab glrt- t:20-64
      gitlab glrtr- t:20-64
      gitlab glcbt- w:20-64
      gitlab glptt- w:40
      gitlab glft- w:20-64
      gitlab glimt- w:20-64
      gitlab glagent- w:50
      gitlab gloas- w:64
      gitlab glsoat- w:20-64
      gitlab glffct- w:20-64
      gitlab GR1348941 w:20
      slack xoxb- w:20-255
      slack xoxa- w:20-255
      slack xoxp- w:20-255
      slack xoxr- w:20-255
      slack xoxs- w:20-255
      slack xoxe- w:20-255
      slack xoxe. t:20-255
      slack xoxc- w:20-255
      slack xoxd- p:20-400
      slack xapp- w:20-255
      slack hooks.slack.com/services/ > u:8-14 '/ u:8-14 '/ a:18-30
      slack hooks.slack.com/workflows/ > u:8-14 '/ u:8-14 '/ d:10-24 '/ a:18-30
      stripe sk_live_ a:10-250
      stripe sk_test_ a:10-250
      stripe rk_live_ a:10-250
      stripe rk_test_ a:10-250
      stripe whsec_ b:24-64
      openai sk- a:20 'T3BlbkFJ a:20
      openai sk-proj- w:20-200
      openai sk-svcacct- w:20-200
      openai sk-None- w:20-200
      openai sk-admin- w:20-200
      anthropic sk-ant- w:24-200
      openrouter sk-or-v1- h:64
      langfuse sk-lf- w:36
      generic sk- w:20-200 random
      generic sk_ h:48
      nvidia nvapi- w:60-70
      groq gsk_ a:52
      xai xai- a:80
      perplexity pplx- a:40-64
      huggingface hf_ a:34-40
      huggingface api_org_ a:34
      replicate r8_ a:37-40
      cerebras csk- l:48
      fireworks fw_ a:20-30 random
      pinecone pcsk_ w:40-80
      langsmith lsv2_pt_ h:32 '_ h:10
      langsmith lsv2_sk_ h:32 '_ h:10
      tavily tvly- w:20-50
      firecrawl fc- h:32
      voyage pa- w:43 random
      jina jina_ w:50-70
      together tgp_v1_ w:43
      databricks dapi h:32
      databricks dapi h:32 '-2
      twilio AC h:32
      twilio SK h:32
      sendgrid SG. w:22 '. w:43
      mailgun key- h:32
      mailchimp h:32 -us d:1-2
      brevo xkeysib- h:64 '- a:16
      resend re_ a:8 '_ a:24
      postmark POSTMARK_ w:36
      npm npm_ a:36 crc
      pypi pypi-AgE w:50-300
      rubygems rubygems_ h:48
      crates cio a:32 random
      nuget oy2 l:43
      clojars CLOJARS_ l:60
      docker dckr_pat_ w:27
      docker dckr_oat_ w:27-40
      jfrog AKCp a:69
      vault hvs. w:20-300
      vault hvb. w:20-400
      vault hvr. w:20-300
      terraform a:14 .atlasv1. w:60-70
      pulumi pul- h:40
      doppler dp.pt. a:40-44
      doppler dp.st. t:40-70
      doppler dp.sa. a:40-44
      doppler dp.ct. a:40-44
      doppler dp.scim. a:40-44
      doppler dp.audit. a:40-44
      onepassword ops_eyJ b:100-1000
      openshift sha256~ w:43
      telegram d:8-10 :AA w:33
      discord discord.com/api/webhooks/ > d:17-20 '/ w:60-80
      discord discordapp.com/api/webhooks/ > d:17-20 '/ w:60-80
      discord mfa. w:84
      shopify shpat_ H:32
      shopify shpca_ H:32
      shopify shppa_ H:32
      shopify shpss_ H:32
      square sq0atp- w:22
      square sq0csp- w:43
      square EAAA w:60
      paypal access_token$production$ l:16 '$ h:32
      razorpay rzp_live_ a:14
      razorpay rzp_test_ a:14
      mercadopago APP_USR- w:60-80
      mercadopago TEST- d:16 '- d:6 '- h:32 '- d:6-12
      shippo shippo_live_ h:40
      shippo shippo_test_ h:40
      easypost EZAK a:54
      easypost EZTK a:54
      flutterwave FLWSECK- w:32-40
      flutterwave FLWSECK_TEST- w:12-40
      duffel duffel_live_ w:43
      duffel duffel_test_ w:43
      digitalocean dop_v1_ h:64
      digitalocean doo_v1_ h:64
      digitalocean dor_v1_ h:64
      heroku HRKU- w:36-64
      fly fo1_ w:43
      scalingo tk-us- w:48
      scaleway SCW u:17
      cloudflare v1.0- h:24 '- h:146
      alibaba LTAI a:12-24 random
      tencent AKID w:32
      yandex AQVN w:35-38
      supabase sbp_ h:40
      supabase sb_secret_ w:31
      planetscale pscale_tkn_ w:32-64
      planetscale pscale_pw_ w:32-64
      planetscale pscale_oauth_ w:32-64
      mongodb mdb_sa_sk_ w:40
      netlify nfp_ a:36
      vercel vcp_ a:24-64
      tailscale tskey- w:20-100
      grafana glsa_ a:32 '_ H:8
      grafana glc_ e:32-400
      newrelic NRAK- u:27
      newrelic NRII- w:32
      newrelic NRRA- h:42
      newrelic NRJS- h:19
      sentry sntrys_ e:60-300
      sentry sntryu_ h:64
      dynatrace dt0c01. u:24 '. u:64
      posthog phx_ a:40-64
      linear lin_api_ a:40
      notion secret_ a:43
      notion ntn_ a:43-50
      figma figd_ w:40
      postman PMAK- h:24 '- h:34
      atlassian ATATT3 e:100-250
      atlassian ATCTT3 e:100-250
      atlassian ATBB a:32
      trello ATTA h:64
      hubspot pat-na1- w:36
      hubspot pat-na2- w:36
      hubspot pat-eu1- w:36
      contentful CFPAT- w:43
      typeform tfp_ w:40-64
      adafruit aio_ a:28
      facebook EAACEdEose0cBA a:20-250
      facebook EAA a:90-250
      twitter AAAAAAAAAAAAAAAAAAAAA p:60-120
      dropbox sl. w:130-1200
      buildkite bkua_ h:40
      circleci CCIPAT_ a:22 '_ h:40
      circleci CCIPRJ_ a:22 '_ h:40
      sourcegraph sgp_ w:40-64
      sonar sqp_ h:40
      sonar squ_ h:40
      sonar sqa_ h:40
      prefect pnu_ l:36
      readme rdme_ l:70
      infracost ico- a:32
      frameio fio-u- w:64
      mapbox sk.eyJ t:60-250
      gocardless live_ w:40 random
      riot RGAPI- w:36
      """;

  private VendorTable() {}

  /** All lines of it. */
  static List<KeyShape> shapes() {
    return TABLE.lines().map(KeyShape::parse).toList();
  }
}

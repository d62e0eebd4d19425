import { describe, expect, it } from "vitest";
import { connectSnippet, sparkConnectUrl } from "./spark-connect";

describe("the address of Spark Connect", () => {
  it.each([
    [
      "https://a1b2.sessions.athena.eu-west-1.amazonaws.com",
      "sc://a1b2.sessions.athena.eu-west-1.amazonaws.com:443/;use_ssl=true;x-aws-proxy-auth=t%3D1%3B",
    ],
    [
      "https://example.com:8443/path",
      "sc://example.com:8443/;use_ssl=true;x-aws-proxy-auth=t%3D1%3B",
    ],
    ["sc://example.com:15002", "sc://example.com:15002/;use_ssl=true;x-aws-proxy-auth=t%3D1%3B"],
    ["http://127.0.0.1:4570/x", "sc://127.0.0.1:4570/;x-aws-proxy-auth=t%3D1%3B"],
  ])("%s", (endpoint, url) => expect(sparkConnectUrl(endpoint, "t=1;")).toBe(url));

  it("stands in a snippet as one text", () =>
    expect(connectSnippet("https://example.com", 'a"b')).toContain(
      'url = "sc://example.com:443/;use_ssl=true;x-aws-proxy-auth=a%22b"',
    ));
});

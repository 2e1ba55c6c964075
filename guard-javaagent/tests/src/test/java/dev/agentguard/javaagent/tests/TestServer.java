package dev.agentguard.javaagent.tests;

/**
 * What clients talk to. It answers with the digest of the body, redirects from {@code /redirect}, with 302 or the status
 * that follows there, issues a token at {@code /oauth/token}, and does not answer at all at {@code /silent}.
 */
interface TestServer extends AutoCloseable {

    /** How each token begins that is issued; a number follows. */
    String TOKEN = "q7Zp2mLx9Rt4Vb8Nc1Hd6Ks3Wf5Yg0Ju";

    int port();

    /** How many bytes of requests arrived. */
    long bytes();

    /** Whether a request for this path arrived. */
    boolean saw(String path);

    void redirectTo(String url);
}
